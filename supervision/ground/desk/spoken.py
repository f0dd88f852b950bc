"""What a field says when it is left out or cannot be read: our sentences in the place of the framework's."""

from __future__ import annotations

from django import forms
from django.contrib.postgres.forms import SimpleArrayField

AGAIN = "请重新选择{label}。"
STRANGE = "页面的标识有误，请重新打开这一页。"
NO_FILE = "文件没有传上来，请重新选择。"
# By kind of field, the first that fits: what is said for which of the framework's faults.
WORDS: tuple[tuple[type[forms.Field], dict[str, str]], ...] = (
    (forms.ModelMultipleChoiceField, {
        "invalid_choice": "没有“%(value)s”这个选项，请重新选择{label}。",
        "invalid_pk_value": "没有“%(pk)s”这个选项，请重新选择{label}。",
        "invalid_list": AGAIN,
    }),
    (forms.ModelChoiceField, {"invalid_choice": "选中的{label}不存在或不在您的范围内，请重新选择。"}),
    (forms.MultipleChoiceField, {
        "invalid_choice": "没有“%(value)s”这个选项，请重新选择{label}。",
        "invalid_list": AGAIN,
    }),
    (forms.ChoiceField, {"invalid_choice": "没有“%(value)s”这个选项，请重新选择{label}。"}),
    (forms.FileField, {
        "invalid": NO_FILE,
        "missing": NO_FILE,
        "empty": "这个文件是空的，请重新选择。",
        "max_length": "文件名最多%(max)d个字，现有%(length)d个字。",
        "contradiction": "请只选一项：上传新文件，或去掉原来的。",
        "invalid_image": "这个文件不是图片，或已损坏，请重新选择。",
    }),
    (forms.UUIDField, {"invalid": STRANGE}),
    (SimpleArrayField, {"item_invalid": "第%(nth)s项有误："}),
    (forms.JSONField, {"invalid": "{label}的写法无法读取，请核对。"}),
    (forms.IntegerField, {
        "invalid": "应为数字，请核对。",
        "max_value": "不能大于%(limit_value)s。",
        "min_value": "不能小于%(limit_value)s。",
    }),
    (forms.CharField, {
        "max_length": "最多%(limit_value)d个字，现有%(show_value)d个字。",
        "min_length": "至少%(limit_value)d个字，现有%(show_value)d个字。",
    }),
)  # fmt: skip


def speak(field: forms.Field) -> None:
    """“请填写数量。” instead of “该字段是必填项”; what the form itself says of a field stays."""
    verb = "上传" if isinstance(field, forms.FileField) else "选择" if hasattr(field, "choices") else "填写"
    words = {"required": f"请{verb}{field.label}。"}
    own = next((said for kind, said in WORDS if isinstance(field, kind)), {})
    words |= {key: said.replace("{label}", str(field.label)) for key, said in own.items()}
    framework = _framework(type(field))
    for key, said in words.items():
        if field.error_messages.get(key) in (None, framework.get(key)):
            field.error_messages[key] = said


def _framework(kind: type[forms.Field]) -> dict[str, str]:
    found: dict[str, str] = {}
    for base in reversed(kind.__mro__):
        found |= base.__dict__.get("default_error_messages", {})
    return found
