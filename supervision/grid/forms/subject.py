from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.html import format_html_join

from supervision.ground import clock, kinds
from supervision.ground.desk import (
    CreditCodeBox,
    DayBox,
    DeskForm,
    DeskModelForm,
    FilesField,
    IdentityBox,
    NumberBox,
    PhoneBox,
    TextBox,
)
from supervision.ground.regions import Level, Region
from supervision.ground.subjects import Subject, Traits, alike, crops, personal, question, traits_of, twins

from ..services.subject import changed

KEPT = "留空则不改动。"


TELLING = ("name", "kind", "region", "credit_code")


class OthersField(forms.TypedMultipleChoiceField):
    """The subjects of the register that look like this one: each is said to be another, or it is not entered."""

    def __init__(self) -> None:
        super().__init__(
            label="名录中相像的", required=False, coerce=int, empty_value=[], widget=forms.MultipleHiddenInput
        )

    def valid_value(self, value: Any) -> bool:
        """Any key; the form keeps those that it asked about (`SubjectForm`)."""
        return str(value).isdecimal() and len(str(value)) < 19

    def offer(self, found: Sequence[Traits], *, seen: Any) -> None:
        """A tick for each, with a link to those that the post may see."""
        if not found:
            return
        self.widget = forms.CheckboxSelectMultiple()
        self.choices = [(one.pk, f"不是{one.called}，仍要登记") for one in found]
        pages = seen.filter(pk__in=[one.pk for one in found]).order_by("pk")
        link = '<a href="{}" target="_blank" rel="noopener">{}（新窗口）</a>'
        rows = [(reverse("supervision:subjects-detail", args=[one.pk]), f"查看 {one.number} {one}") for one in pages]
        self.help_text = format_html_join("，", link, rows)


class CropsField(TextBox):
    """What a subject grows, one to a line; its value is a list of `crops.Grown`."""

    def __init__(self) -> None:
        super().__init__(
            label="种养品种",
            required=False,
            max_length=crops.LONGEST,
            widget=forms.Textarea(attrs={"rows": 3, "placeholder": "柑橘|10-12|50亩"}),
            help_text="每行一个：品种|上市月份|面积或存栏，如“柑橘|10-12|50亩”；月份和面积可以不写。",
        )

    def clean(self, value: Any) -> Any:
        try:
            return crops.read(super().clean(value))
        except kinds.Unreadable as wrong:
            raise forms.ValidationError(str(wrong)) from wrong


def now_grown(subject: Subject) -> str:
    rows = subject.crops.filter(ended_on=None).select_related("product") if subject.pk else ()
    return crops.written(rows).replace("；", "\n")


class SubjectForm(DeskModelForm):
    phone = PhoneBox(label="联系电话", required=False)
    identity = IdentityBox(label="身份证号", required=False, help_text="没有统一社会信用代码的农户填写；加密保存。")
    credit_code = CreditCodeBox(label="统一社会信用代码", required=False)
    others = OthersField()
    grown = CropsField()
    photos = FilesField(label="照片")

    sections = [
        ("基本情况", ["name", "others", "kind", "industry", "leading", "area", "grown", "registered_on"]),
        ("所在地", ["region", "address", "latitude", "longitude"]),
        ("身份与联系", ["credit_code", "contact", "phone", "identity"]),
        ("照片", ["photos"]),
    ]

    class Meta:
        model = Subject

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["registered_on"].initial = clock.today
        self.initial.setdefault("grown", now_grown(self.instance))
        if self.instance.pk:
            self.fields["phone"].help_text = f"现为尾号 {self.instance.phone_tail or '（空）'}，{KEPT}"
            self.fields["identity"].help_text = f"现为尾号 {self.instance.identity_tail or '（空）'}，{KEPT}"

    def clean(self) -> dict[str, Any]:
        """Whoever may be in the register already is asked about once the form says who it is."""
        super().clean()
        said = self.cleaned_data
        ticked = set(said.pop("others", None) or ())
        if all(said.get(name) for name in ("name", "kind", "region")):
            fields = {name: said[name] for name in TELLING if said.get(name) is not None}
            mark = personal(phone=said.get("phone") or None, identity=said.get("identity") or None)
            said["others"] = self._ask(changed(self.instance, fields | mark), ticked)
        return said

    def _ask(self, subject: Subject, ticked: set[int]) -> list[int]:
        """Whom it was said not to be, of those it could be; the others are asked about."""
        found = [one for one in alike(subject) if not twins(traits_of(subject), one)]
        box: OthersField = self.fields["others"]
        box.offer(found, seen=Subject.objects.visible_to(self.post))
        self["others"].help_text = box.help_text  # kept there since the field was read
        if open_ones := [one for one in found if one.pk not in ticked]:
            self.add_error("others", question(open_ones, traits_of(subject)))
        return [one.pk for one in found if one.pk in ticked]


class BaseForm(DeskForm):
    """A further place of production; the whole city is offered, for a base may lie in another county."""

    region = forms.ModelChoiceField(
        Region.objects.filter(level=Level.TOWNSHIP, closed=None).select_related("county", "township").order_by("code"),
        label="基地所在乡镇（街道）",
        widget=forms.Select(attrs={"data-na-search": "here", "data-placeholder": "输入乡镇名查找"}),
        help_text="可以在外县（市、区）。",
    )
    name = TextBox(label="基地名称", max_length=60)
    area = NumberBox(label="面积（亩）", max_digits=10, decimal_places=2, min_value=0, required=False)
    ended_on = DayBox(label="停用日期", required=False, help_text="仍在使用的不填；停用的填同名基地和停用日期。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].label_from_instance = lambda region: region.full_name
