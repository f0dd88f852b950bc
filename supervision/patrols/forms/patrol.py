from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.html import format_html

from supervision.ground import clock, desk, editions
from supervision.ground.subjects import Subject

from ..models.checklist import Checklist, fitting
from ..models.patrol import Patrol
from ..rules import patrol as rules
from ..vocabulary.patrol import BINDING, CONDUCTED, Answer, Conclusion

PREFIX = "answer_"


class PatrolForm(desk.DeskModelForm):
    """One page for one visit: the checklist of the subject's industry, photos, place, signature, conclusion.

    `visit` comes with the address when a sample of the same visit was entered first.
    """

    apart = ("visit", "sample_too")
    visit = forms.UUIDField(required=False, widget=forms.HiddenInput)
    photos = desk.FilesField(label="现场照片")
    signature = desk.SignatureField(label="负责人签名")
    sample_too = forms.BooleanField(
        label="同时抽样", required=False, help_text="保存后接着填写抽样单，两张单据属于同一次到场。"
    )

    class Meta:
        model = Patrol
        fields = [
            "subject",
            "held_on",
            "companions",
            "records_kept",
            "conclusion",
            "problems",
            "deadline",
            "guidance",
            "note",
            "latitude",
            "longitude",
            "accuracy",
        ]
        widgets = {
            "records_kept": forms.RadioSelect,
            "conclusion": forms.RadioSelect,
            "deadline": forms.RadioSelect,
            "accuracy": forms.HiddenInput,
        }
        help_texts = {
            "deadline": "结论为限期整改时选择。",
            "note": "未遇、无法执行时必填。",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["held_on"].initial = clock.today
        for name in ("conclusion", "deadline"):
            self.fields[name].choices = [pair for pair in self.fields[name].choices if pair[0] not in ("", None)]
        if not self.post.has_perm("supervision.order_rectification"):
            self._only_report()
        if self.instance.pk:
            del self.fields["visit"]
        if self.instance.pk or not self.post.has_perm("monitoring.add_sample"):
            del self.fields["sample_too"]
        self.known = self._subject()
        self.checklist = self._checklist()
        self._ask()

    @classmethod
    def initial_of(cls, record: Patrol) -> dict[str, Any]:
        return {f"{PREFIX}{code}": answer for code, answer in record.answers.items()}

    @property
    def values(self) -> dict[str, Any]:
        plain = super().values
        plain.pop("sample_too", None)
        answers = {name: plain.pop(name) for name in list(plain) if name.startswith(PREFIX)}
        return plain | {"answers": {name.removeprefix(PREFIX): answer for name, answer in answers.items() if answer}}

    def refuse(self, message: str, field: str | None = None) -> None:
        """The sentence about the checklist stands at its first question that is still open; the others are marked."""
        if field != "answers":
            super().refuse(message, field)
            return
        asked = [name for name in self.fields if name.startswith(PREFIX)]
        still_open = [name for name in asked if not self.cleaned_data.get(name)]
        super().refuse(message, next(iter(still_open), None))
        for name in still_open[1:]:
            super().refuse("未填写。", name)

    def faults(self) -> Iterator[tuple[str, str]]:
        said = self.cleaned_data
        subject, conclusion = said.get("subject"), said.get("conclusion") or ""
        answers = {
            name.removeprefix(PREFIX): answer for name, answer in said.items() if name.startswith(PREFIX) and answer
        }
        codes = list(self.checklist.labels()) if self.checklist else []
        yield from rules.answer_faults(answers, codes, complete=not conclusion or conclusion in CONDUCTED)
        yield from rules.conclusion_faults(
            conclusion,
            answers=answers,
            records_at_fault=rules.records_at_fault(getattr(subject, "kind", ""), said.get("records_kept") or ""),
            problems=said.get("problems") or "",
            note=said.get("note") or "",
            deadline=said.get("deadline"),
            may_bind=self.post.has_perm("supervision.order_rectification"),
        )

    def _only_report(self) -> None:
        """An assistant is offered what he may conclude; what he found bad, his supervisor concludes."""
        conclusion, kept = self.fields["conclusion"], self.instance.conclusion
        conclusion.choices = [pair for pair in conclusion.choices if pair[0] not in BINDING or pair[0] == kept]
        conclusion.help_text = "发现不符合项的，不选结论，保存草稿，由乡镇监管员作出限期整改或移交的结论。"
        if kept != Conclusion.RECTIFY:
            del self.fields["deadline"]

    def _subject(self) -> Subject | None:
        """The subject the page was opened for or was sent back with; then it is the only choice of the field."""
        given = desk.key_in(self.data.get("subject") or self.initial.get("subject") or self.instance.subject_id)
        field = self.fields["subject"]
        if given is None:
            return None
        found = field.queryset.filter(pk=given).first()
        if found is not None:
            field.queryset = field.queryset.filter(pk=found.pk)
            field.empty_label = None
            field.widget.attrs.pop("data-na-search", None)
        return found

    def _checklist(self) -> Checklist | None:
        known = editions.read(Checklist)
        kept = known.coded(self.instance.checklist)
        if self.known is None or (kept and kept.key == self.known.industry):
            return kept
        return fitting(known, self.known.industry, self._day())

    def _day(self) -> dt.date:
        """The day of the visit as it was sent; a new page asks what is asked today."""
        field = self.fields["held_on"]
        try:
            sent = field.to_python(field.widget.value_from_datadict(self.data, self.files, self.add_prefix("held_on")))
        except forms.ValidationError:
            sent = None
        return sent or self.instance.held_on or clock.today()

    def _checked_by(self) -> str:
        """The checklist by its name; one whose items nobody compared with the rules says so."""
        if self.checklist is None:
            return "检查情况"
        title = f"检查情况 · {self.checklist.name}"
        if self.checklist.verified:
            return title
        return format_html('{} <span class="na-badge na-badge-warn">待核对</span>', title)

    def _ask(self) -> None:
        items = self.checklist.items.all() if self.checklist else ()
        for item in items:
            self.fields[f"{PREFIX}{item.code}"] = forms.ChoiceField(
                label=item.label, choices=Answer.choices, required=False, widget=forms.RadioSelect
            )
        asked = [f"{PREFIX}{item.code}" for item in items]
        self.sections = [
            ("巡查对象", ["subject", "held_on", "companions"]),
            (self._checked_by(), [*asked, "records_kept"]),
            ("巡查结论", ["conclusion", "problems", "deadline", "guidance", "note"]),
            ("现场", ["photos", "latitude", "longitude", "signature", "sample_too"]),
        ]
