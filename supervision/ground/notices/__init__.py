"""Notices: something was said to somebody, and stored. (To-dos are queries and end when the work is done.)"""

from .models import Notice, NoticeReceipt
from .services import Letter, mark_all_read, mark_read, say, say_each, unread_count

__all__ = [
    "Letter",
    "Notice",
    "NoticeReceipt",
    "mark_all_read",
    "mark_read",
    "say",
    "say_each",
    "unread_count",
]
