"""Organisations, users and their posts. The actor everywhere is a Post in force today, never the user as such."""

from .middleware import SESSION_KEY
from .models import Organisation, OrganisationKind, Post, PostQuerySet, User
from .request import OfficialRequest
from .services import PLACES, appoint, checked, not_allowed, post_named, require, system_post
from .vocabulary import OF_SUBJECT, Role

__all__ = [
    "OF_SUBJECT",
    "PLACES",
    "SESSION_KEY",
    "OfficialRequest",
    "Organisation",
    "OrganisationKind",
    "Post",
    "PostQuerySet",
    "Role",
    "User",
    "appoint",
    "checked",
    "not_allowed",
    "post_named",
    "require",
    "system_post",
]
