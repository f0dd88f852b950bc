"""The verbs. Only these write editions and their items."""

from . import dictionaries
from .papers import copy, draft, edit, perm, publish, put_in_force, verify, withdraw

__all__ = ["copy", "dictionaries", "draft", "edit", "perm", "publish", "put_in_force", "verify", "withdraw"]
