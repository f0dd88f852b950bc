"""What can go wrong in an official's hands. Every message is Chinese and meant to be read by that person."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError


class RuleViolation(Exception):
    """A rule of the office forbids this; `field` names the input that is at fault, if one is."""

    def __init__(self, message: str, field: str | None = None):
        super().__init__(message)
        self.message, self.field = message, field

    @property
    def faults(self) -> list[tuple[str | None, str]]:
        """Every fault as (field, sentence)."""
        return [(self.field, self.message)]


class RuleViolations(RuleViolation):
    """Several faults at once, so that a form shows each at its field in one round; it reads as the first of them."""

    def __init__(self, faults: Iterable[tuple[str | None, str]]):
        self.found = list(faults)
        field, message = self.found[0]
        super().__init__(message, field)

    @property
    def faults(self) -> list[tuple[str | None, str]]:
        return self.found


def refuse(sentence: str, field: str | None = None) -> None:
    """Refuse with the sentence a `why_not` answered, if it answered one."""
    if sentence:
        raise RuleViolation(sentence, field)


def refuse_all(faults: Iterable[tuple[str | None, str]]) -> None:
    """Refuse with everything that is wrong, if anything is."""
    if found := list(faults):
        raise RuleViolations(found)


class StaleEdit(RuleViolation):
    """Somebody else changed the record since this form was opened."""

    def __init__(self, who: str = ""):
        by = f"（{who}）" if who else ""
        super().__init__(f"这条记录已被他人修改{by}。您填写的内容已保留，请核对最新内容后再保存。")


class Unversioned(StaleEdit):
    """The page did not say on which version of the record it was filled in, so nobody can tell whether it is stale."""

    def __init__(self) -> None:
        RuleViolation.__init__(
            self, "没有收到记录的版本号，无法确认是否有人先改过。您填写的内容已保留，请核对最新内容后再保存一次。"
        )


class Forbidden(PermissionDenied):
    """The post in use may not do this; becomes the 403 page with its sentence."""


def file_trouble(error: OSError) -> str:
    """Why a file cannot be read or written, in words; the system would say it in English."""
    why = {FileNotFoundError: "不存在", PermissionError: "没有权限", IsADirectoryError: "这是文件夹"}
    return f"无法读写文件 {error.filename}：{why.get(type(error), '磁盘或系统出错')}。"


def is_too_slow(stopped: BaseException | None) -> bool:
    """Whether the database stopped a statement that took longer than a page may wait."""
    return isinstance(stopped, OperationalError) and getattr(stopped.__cause__, "pgcode", None) == "57014"


def is_gone(lost: BaseException | None) -> bool:
    """Whether the database went away: no code, because nothing answered, or one of its own shutting down."""
    if not isinstance(lost, (OperationalError, InterfaceError)):
        return False
    code = getattr(lost.__cause__, "pgcode", None)
    return code is None or code.startswith(("57P", "08"))
