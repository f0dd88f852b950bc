"""What can go wrong in an official's hands. Every message is Chinese and meant to be read by that person."""

from django.core.exceptions import PermissionDenied


class RuleViolation(Exception):
    """A rule of the office forbids this; `field` names the input that is at fault, if one is."""

    def __init__(self, message: str, field: str | None = None):
        super().__init__(message)
        self.message, self.field = message, field


class StaleEdit(RuleViolation):
    """Somebody else changed the record since this form was opened."""

    def __init__(self, who: str = ""):
        by = f"（{who}）" if who else ""
        super().__init__(f"这条记录已被他人修改{by}。您填写的内容已保留，请核对最新内容后再保存。")


class Forbidden(PermissionDenied):
    """The post in use may not do this; becomes the 403 page with its sentence."""
