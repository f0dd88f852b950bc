from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from supervision.ground import clock
from supervision.ground.desk import (
    DayBox,
    DeskForm,
    DeskModelForm,
    NumberBox,
    ProductField,
    RegionField,
    SubjectField,
    TextBox,
    key_in,
)
from supervision.ground.errors import RuleViolation
from supervision.ground.kinds import units
from supervision.ground.records import SUBJECT_ROLES
from supervision.ground.regions import Level
from supervision.ground.subjects import Kind, Product, Subject
from supervision.ground.units import UnitChoice

from . import rules
from .models import Certificate, Edition, Pilot
from .vocabulary import Mark


class MarkForm(DeskForm):
    """What the supervising side says beside the promise."""

    kind = forms.ChoiceField(label="标注", choices=Mark.choices, widget=forms.RadioSelect)
    why = TextBox(
        label="标注说明", max_length=500, widget=forms.Textarea(attrs={"rows": 4}), help_text="扫码查验的人可以看到。"
    )


class IssueForm(DeskForm):
    """The producer's form: the rest is remembered from the last certificate, product and weight are typed."""

    subject = SubjectField(label="承诺主体")
    product = ProductField()
    quantity = NumberBox(
        label="数量（重量）",
        max_digits=12,
        decimal_places=3,
        min_value=Decimal("0.001"),
        error_messages={"min_value": "数量（重量）应大于零。"},
    )
    unit = UnitChoice(initial="kg")
    bases = forms.MultipleChoiceField(label="承诺依据", required=False, widget=forms.CheckboxSelectMultiple)
    product_name = TextBox(label="证上的产品名", max_length=60, required=False, help_text="留空则用产品名称。")
    claim_proof = TextBox(
        label="富硒依据", max_length=120, required=False, help_text="证上写富硒的，填检测报告编号或省级富硒认定文号。"
    )
    origin = TextBox(
        label="产地",
        max_length=160,
        required=False,
        help_text="留空则用主体所在村（社区）；须在主体登记的生产地点内，别处的基地先在监管对象页面登记。",
    )
    received = TextBox(
        label="所收合格证编号",
        max_length=200,
        required=False,
        help_text="收购者填写，产地随所收的合格证；多张用顿号分开。",
    )
    issued_on = DayBox(label="开具日期", widget=forms.DateInput)
    phone_open = forms.BooleanField(
        label="扫码页公开完整电话",
        required=False,
        help_text="不勾选时扫码的人只看到前三位和后四位；代开的须经主体同意。自然人的电话始终不公开。",
    )
    on_paper = forms.BooleanField(
        label="主体已自行开具纸质合格证，此处补录", required=False, help_text="不勾选的记为代开，不计入应开主体开证率。"
    )
    shown = TextBox(required=False, widget=forms.HiddenInput, max_length=12)
    apart = ("shown",)

    sections = [
        ("这一批产品", ["subject", "product", "quantity", "unit"]),
        ("承诺依据", ["bases"]),
        ("更多", ["product_name", "claim_proof", "origin", "received", "issued_on", "phone_open", "on_paper"]),
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.edition = self._edition()
        self.own = self._own_subject()
        subject = self.fields["subject"]
        subject.queryset = subject.queryset.filter(kind__in=[*self.edition.obliged, *self.edition.encouraged])
        subject.widget.rows = subject.queryset
        self.fields["bases"].choices = [(code, label) for code, label in self.edition.bases]
        self.fields["issued_on"].initial = clock.today
        self.fields["product"].offer(self._products(), subject=self.own.pk if self.own else self._whose())
        if not self.edition.bases:
            del self.fields["bases"]
        if self.own and rules.is_natural_person(self.own.kind, self.own.credit_code):
            del self.fields["phone_open"]
        if self.own:
            subject.initial, subject.widget = self.own.pk, forms.HiddenInput()
            del self.fields["on_paper"]
            if self.own.kind != Kind.COLLECTOR:
                del self.fields["received"]
        self._remember()

    def _edition(self) -> Edition:
        """The form that counts on the chosen day; nothing earlier than the first one is ever issued."""
        today = Edition.objects.in_force_on(clock.today())
        if not self.is_bound:
            self.fields["shown"].initial = today.pk
            return today
        try:
            chosen = Edition.objects.in_force_on(self.fields["issued_on"].clean(self.data.get("issued_on")))
        except (ValidationError, RuleViolation):
            return today
        self.read = self.data.get("shown") or today.pk
        self.data = self.data.copy()
        self.data["shown"] = chosen.pk
        return chosen

    def clean_issued_on(self) -> dt.date:
        """Nobody promises in words that were not on the screen: another day may have another form."""
        if getattr(self, "read", self.edition.pk) != self.edition.pk:
            form = f"“{self.edition.name}”{self.edition.pk} 版"
            raise ValidationError(f"该日期用{form}证样，承诺语已换成当日的，请核对后再开具。")
        return self.cleaned_data["issued_on"]

    @property
    def values(self) -> dict[str, Any]:
        return {name: value for name, value in super().values.items() if name != "shown"}

    def _own_subject(self) -> Subject | None:
        if self.post.role not in SUBJECT_ROLES:
            return None
        return Subject.objects.visible_to(self.post).active().first()

    def _products(self) -> Any:
        """What falls under the system."""
        return Product.objects.filter(category__in=self.edition.categories, retired_on=None)

    def _remember(self) -> None:
        """What was on the last certificate of the same subject."""
        asked = key_in(self.own.pk if self.own else self.initial.get("subject"))
        if self.is_bound or asked is None:
            return
        last = Certificate.objects.visible_to(self.post).in_use().filter(subject_id=asked).first()
        if last is None:
            return
        known = {code for code, _label in self.edition.bases}
        remembered = {
            "product": last.product_id,
            **({"unit": last.unit} if last.unit in units.offered() else {}),
            "origin": last.origin,
            "phone_open": last.phone_open and self.own is not None,  # an office asks for consent each time
            "product_name": "" if last.product_name == last.product.name else last.product_name,
            "bases": [code for code in last.bases if code in known],
        }
        self.initial = {**remembered, **self.initial}


class PilotForm(DeskModelForm):
    region = RegionField(label="县（市、区）", levels=(Level.COUNTY,))

    class Meta:
        model = Pilot
        fields = ["region", "batch", "since_year", "until_year", "document"]
