"""The verbs of the room."""

from .certifying import CHANGES, LIFE, accept, correct, register, register_many, renew, return_, void
from .ending import note_lapses, withdraw
from .opening import is_intact, lock_opening_list
from .targets import set_target

__all__ = [
    "CHANGES",
    "LIFE",
    "accept",
    "correct",
    "is_intact",
    "lock_opening_list",
    "note_lapses",
    "register",
    "register_many",
    "renew",
    "return_",
    "set_target",
    "void",
    "withdraw",
]
