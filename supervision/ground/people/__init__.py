"""Organisations, users and their posts. The actor everywhere is a Post in force today, never the user as such."""

from .models import Organisation, OrganisationKind, Post, User
from .services import appoint, post_named, require, system_post
from .vocabulary import Role

__all__ = [
    "Organisation",
    "OrganisationKind",
    "Post",
    "Role",
    "User",
    "appoint",
    "post_named",
    "require",
    "system_post",
]
