from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q

from supervision.ground import changes, kinds
from supervision.ground.desk import CreditCodeBox, IdentityBox, PhoneBox, TextBox
from supervision.ground.subjects import Status, Subject

from .subject import KEPT, CropsField, now_grown

CODE = "只更正录错的代码；换了代码的是新主体：另行登记新主体，再在新主体的页面上办理承继。"
PLACE = "迁到别的乡镇（街道）或县（市、区）的，由迁入地审核；原来的记录仍算原来的地方。"


class PredecessorField(TextBox):
    """Whom the subject goes on for: found by number or code, also where it has closed. The one that it goes on for
    already stays by its number, wherever that is now.
    """

    own: str | None = None

    def __init__(self) -> None:
        super().__init__(
            label="承继自（原主体）",
            required=False,
            max_length=32,
            help_text="填原主体的编号或统一社会信用代码；信用、在办整改和案件随主体走，原主体随之注销。",
        )
        self.rows: Any = Subject.objects.none()

    def keep(self, own: str | None) -> None:
        self.own = own

    def bind_post(self, post: Any) -> None:
        self.rows = Subject.objects.visible_to(post).counted()

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        code = kinds.codes.read(text)
        found = self.rows.filter(Q(number=code) | Q(credit_code=code)).first()
        if found is None and code == self.own:
            found = Subject.objects.filter(number=code).first()
        if found is None:
            raise forms.ValidationError("辖区内没有这个编号或统一社会信用代码的监管对象。")
        return found


class SubjectAlterForm(changes.AlterForm):
    """What stands in the register of a subject, to be typed over."""

    region = changes.PlaceField(label="所在地区", help_text=PLACE)
    phone = PhoneBox(label="联系电话", required=False)
    identity = IdentityBox(label="身份证号", required=False)
    credit_code = CreditCodeBox(label="统一社会信用代码", required=False, help_text=CODE)
    grown = CropsField()
    status = forms.ChoiceField(label="经营状态", choices=Status.choices)
    predecessor = PredecessorField()
    effective_on, why, proof, papers = changes.told_with()

    sections = [
        ("即时生效", ["contact", "phone", "address"]),
        ("审核后生效", ["name", "kind", "industry", "leading", "area", "grown", "status"]),
        ("所在地", ["region", "latitude", "longitude"]),
        ("更正与承继", ["credit_code", "identity", "predecessor"]),
        changes.ABOUT,
    ]

    class Meta:
        model = Subject

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("phone", "identity"):
            self.fields[name].help_text = f"现为尾号 {self.initial.get(f'{name}_tail') or '（空）'}，{KEPT}"


PLAIN = (
    "contact", "address", "name", "kind", "industry", "leading", "area", "status", "latitude", "longitude",
    "credit_code", "phone_tail", "identity_tail",
)  # fmt: skip


def now_of(subject: Subject) -> dict[str, Any]:
    """The form as it is opened: everything as it stands."""
    return {
        **{name: getattr(subject, name) for name in PLAIN},
        "region": subject.region_id,
        "grown": now_grown(subject),
        "predecessor": subject.predecessor.number if subject.predecessor else "",
    }
