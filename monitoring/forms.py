from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from supervision.ground import clock, desk
from supervision.ground.people import OrganisationKind
from supervision.ground.regions import Level as PlaceLevel
from supervision.models import Laboratory, Organisation

from .models import Analyte, Capability, Handling, Retest, Sample, Task
from .rules import sampling
from .services.accreditation import ordering_doubt
from .services.capabilities import ANY, places
from .services.levels import highest_level
from .vocabulary import RANK, Kind, Level, Method, Serving, Taking, Verdict

SEARCH = {"data-na-search": "here"}


def grouped(rows: list[tuple[str, str, str]]) -> list[tuple[str, Any]]:
    """Choices in groups: (group, value, label) → [(group, [(value, label)])]."""
    found: dict[str, list[tuple[str, str]]] = {}
    for group, value, label in rows:
        found.setdefault(group or "其他", []).append((value, label))
    return [("", "请选择"), *found.items()]


class SampleForm(desk.DeskModelForm):
    """抽样单, made for the phone: the few things that are always asked come first."""

    analytes = forms.ModelMultipleChoiceField(
        Analyte.objects.filter(retired_on=None),
        label="检测项目",
        required=False,
        widget=desk.WordedMultiple(attrs=SEARCH | {"data-placeholder": "输入项目名称查找，可选多项"}),
        help_text="定量抽样必选，可选多项。",
    )
    certificates = desk.LinkField(
        "certificates", label="关联合格证", help_text="在平台开具的，在此选择；其他的填写编号。"
    )
    photos = desk.FilesField(label="现场照片")
    signature = desk.SignatureField(label="被抽查人签名")
    apart = ("visit",)

    sections = [
        ("抽样任务", ["task", "level", "kind", "method"]),
        ("样品", ["subject", "product", "batch", "certificates", "certificate", "sampled_on", "place", "taking"]),
        ("生产记录检查（提交时必填）", ["record_check", "record_remark"]),
        ("快检（快检填写）", ["rapid_item", "rapid_method", "rapid"]),
        ("送检（定量填写）", ["laboratory", "analytes"]),
        ("数量与购样", ["base_amount", "amount", "spare_amount", "amount_unit", "price", "seal"]),
        ("抽样人员", ["sampler_1", "card_1", "sampler_2", "card_2"]),
        ("拒检情况（拒绝抽样时填写）", ["refusal_why", "witness"]),
        ("现场", ["photos", "latitude", "longitude", "signature", "remark"]),
    ]

    # Which sections a script shows: for that method and that outcome only. Without a script all are there.
    shown_when = {
        "快检（快检填写）": "method=rapid taking=taken",
        "送检（定量填写）": "method=quantitative taking=taken",
        "数量与购样": "taking=taken",
        "拒检情况（拒绝抽样时填写）": "taking=refused",
    }

    class Meta:
        model = Sample
        fields = [
            "task", "level", "kind", "method", "subject", "product", "batch", "certificate", "sampled_on", "place",
            "taking", "record_check", "record_remark", "rapid", "rapid_item", "rapid_method", "laboratory", "analytes",
            "base_amount", "amount", "spare_amount", "amount_unit", "price", "seal", "sampler_1", "card_1",
            "sampler_2", "card_2", "refusal_why", "witness", "latitude", "longitude", "remark", "visit", "follows",
        ]  # fmt: skip
        widgets = {
            "method": forms.RadioSelect,
            "taking": forms.RadioSelect,
            "record_check": forms.RadioSelect,
            "rapid": forms.RadioSelect,
            "visit": forms.HiddenInput,
            "follows": forms.HiddenInput,
            "refusal_why": forms.Textarea(attrs={"rows": 2}),
        }
        help_texts = {
            "task": "选择任务后，层级、种类、方法以任务为准；本级自行抽样可不选。",
            "record_remark": "不规范、不适用时必填。",
            "rapid": "快检阴性不等于合格；阳性须转定量确证。",
            "sampler_2": "监督抽查须有2名持证抽样人员。",
            "price": "监督抽查必填，按市场价购样。",
            "seal": "监督抽查必填。",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choices()
        for name in ("record_check", "rapid"):
            self.fields[name].choices = [pair for pair in self.fields[name].choices if pair[0]]
        self.fields["visit"].required = self.fields["follows"].required = False
        if not self.instance.pk:
            self._defaults()

    @classmethod
    def initial_of(cls, record: Sample) -> dict[str, Any]:
        return {"analytes": list(record.analytes)}

    def clean(self) -> dict[str, Any]:
        return _number_beside(super().clean(), "certificate", "certificates")

    def clean_analytes(self) -> list[str]:
        """Their codes: that is what the form of a sample keeps."""
        return [analyte.pk for analyte in self.cleaned_data["analytes"]]

    def faults(self) -> list[tuple[str, str]]:
        said = self.cleaned_data.get
        task = said("task")
        method = task.method if task else said("method") or ""
        rapid = method == Method.RAPID
        form = sampling.Form(
            kind=task.kind if task else said("kind") or "",
            method=method,
            taking=said("taking") or "",
            sampled_on=said("sampled_on") or clock.today(),
            record_check=said("record_check") or "",
            record_remark=said("record_remark") or "",
            samplers=tuple((said(f"sampler_{n}") or "", said(f"card_{n}") or "") for n in (1, 2)),
            seal=said("seal") or "",
            price=said("price"),
            base=said("base_amount"),
            amount=said("amount"),
            refusal=said("refusal_why") or "",
            witness=said("witness") or "",
            rapid=(said("rapid") or "") if rapid else "",
            rapid_item=said("rapid_item") or "",
            analytes=0 if rapid else len(said("analytes") or ()),
            laboratory=not rapid and said("laboratory") is not None,
        )
        return sampling.faults(form, today=clock.today())

    def _wonder(self, strange: list[tuple[str, str]], cleaned: dict[str, Any]) -> None:
        """A laboratory that may not report on what it is to test is warned of before it is given the sample."""
        super()._wonder([*strange, *self._beyond_its_right(cleaned)], cleaned)

    def _beyond_its_right(self, cleaned: dict[str, Any]) -> list[tuple[str, str]]:
        laboratory, task = cleaned.get("laboratory"), cleaned.get("task")
        method = task.method if task else cleaned.get("method")
        if laboratory is None or method != Method.QUANTITATIVE or cleaned.get("taking") != Taking.TAKEN:
            return []
        if not {"laboratory", "analytes", "product", "sampled_on"} & set(self.changed_data):
            return []
        day = cleaned.get("sampled_on") or clock.today()
        said = ordering_doubt(laboratory.pk, cleaned.get("analytes") or (), cleaned.get("product"), day)
        return [("laboratory", said)] if said else []

    def _choices(self) -> None:
        analytes = self.fields["analytes"].queryset.values_list("kind", "code", "name")
        self.fields["analytes"].choices = grouped(list(analytes))[1:]
        self.fields["analytes"].widget.words = {code: desk.words_of(name) for _kind, code, name in analytes}
        year = clock.year()
        self.offer("task", Task.objects.visible_to(self.post).filter(year__in=(year, year - 1)))
        self.fields["task"].empty_label = "本级自行抽样"
        self.offer("laboratory", laboratories())
        # The rapid test that this very form confirms is no open lead any more, but stays its answer.
        seen, own = Sample.objects.visible_to(self.post), self.instance.follows_id
        self.fields["follows"].queryset = seen.unconfirmed() | seen.unfollowed() | seen.filter(pk=own)

    def _defaults(self) -> None:
        in_township = self.post.region.level in (PlaceLevel.TOWNSHIP, PlaceLevel.VILLAGE)
        for name, value in {
            "sampled_on": clock.today,
            "sampler_1": self.post.user.name,
            "kind": Kind.ROUTINE,
            "level": Level.TOWNSHIP if in_township else Level.COUNTY,
            "method": Method.RAPID if in_township else Method.QUANTITATIVE,
        }.items():
            self.fields[name].initial = value


def _number_beside(cleaned: dict[str, Any], text: str, chosen: str) -> dict[str, Any]:
    """The number of what was chosen stands in the text as well, where nothing was typed."""
    if cleaned.get(chosen) and not cleaned.get(text):
        cleaned[text] = cleaned[chosen][0].number
    return cleaned


class HandlingForm(desk.DeskModelForm):
    cases = desk.LinkField("cases", label="关联案件", help_text="在平台登记的案件，在此选择；其他的填写立案号。")
    rectifications = desk.LinkField("rectifications", label="关联整改")
    photos = desk.FilesField(label="佐证材料", purpose="document")

    sections = [
        ("不合格样品", ["sample", "opened_on", "notified_on"]),
        ("产品控制", ["controlled_amount", "controlled_unit", "disposal"]),
        ("原因与处置", ["cause", "action", "cases", "case_number", "no_case_why", "rectifications", "resampled"]),
        ("材料", ["photos"]),
    ]

    class Meta:
        model = Handling
        widgets = {"cause": forms.Textarea(attrs={"rows": 3}), "action": forms.RadioSelect}
        help_texts = {
            "opened_on": "先存草稿，办结时再提交。",
            "notified_on": "24小时内书面通知被抽查人（待核对）。",
            "no_case_why": "没有立案时必填。",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Sample.objects.visible_to(self.post).select_related("subject", "product")
        field = self.fields["sample"]
        if self.instance.pk:
            field.queryset, field.disabled = rows.filter(pk=self.instance.sample_id), True
        else:
            field.queryset = rows.unhandled()
        field.label_from_instance = said_of
        again = rows.counted().filter(method=Method.QUANTITATIVE)
        subject = self.instance.sample.subject_id if self.instance.pk else None
        self.offer("resampled", again.filter(subject=subject))
        self.fields["resampled"].label_from_instance = said_of
        self.fields["action"].choices = [pair for pair in self.fields["action"].choices if pair[0]]
        self.fields["opened_on"].initial = clock.today

    def clean(self) -> dict[str, Any]:
        return _number_beside(super().clean(), "case_number", "cases")


class ServeForm(desk.DeskForm):
    told_on = desk.DayBox(label="送达日期", help_text="复检申请期限自这一天起算，登记后不能重新登记。")
    told_how = forms.ChoiceField(label="送达方式", choices=Serving.choices, widget=forms.RadioSelect)
    documents = desk.FilesField(label="送达回证", purpose="document")


class AskVoidForm(desk.DeskForm):
    why = desk.TextBox(label="申请作废的理由", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    document = desk.TextBox(
        label="下达单位同意作废的文号", max_length=80, required=False, help_text="部、省级任务的样品必填，并上传文件。"
    )
    documents = desk.FilesField(label="证明材料", purpose="document")


class RemeasureForm(desk.DeskForm):
    why = desk.TextBox(label="复测理由", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class RetestForm(desk.DeskModelForm):
    documents = desk.FilesField(label="复检申请书", purpose="document")
    sections = [("申请", ["sample", "applied_on", "why"]), ("材料", ["documents"])]

    class Meta:
        model = Retest
        fields = ["sample", "applied_on", "why"]
        widgets = {"why": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "sample": "监督抽查不合格、已登记结果送达的样品。",
            "applied_on": "期限自结果送达之日起算，超过法定期限的不予受理。",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Sample.objects.visible_to(self.post).select_related("subject", "product")
        field = self.fields["sample"]
        if self.instance.pk:
            field.queryset, field.disabled = rows.filter(pk=self.instance.sample_id), True
        else:
            field.queryset = rows.counted().filter(verdict=Verdict.FAIL, kind=Kind.SUPERVISION)
        field.label_from_instance = said_of
        self.fields["applied_on"].initial = clock.today
        self.fields["why"].required = True


class CommissionForm(desk.DeskForm):
    laboratory = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="复检机构",
        help_text="不得是初检机构；当日须有有效的 CMA、CATL 证书和复检项目的获证参数；不得采用快速检测方法。",
    )
    document = desk.TextBox(
        label="下达单位同意复检的文号", max_length=80, required=False, help_text="部、省级任务的样品必填。"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("laboratory", laboratories())


class CapabilityForm(desk.DeskModelForm):
    matrix = forms.ChoiceField(label="产品范围", required=False)

    class Meta:
        model = Capability
        fields = ["laboratory", "analyte", "matrix", "method", "since", "until"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Laboratory.objects.visible_to(self.post).live().select_related("organisation")
        self.offer("laboratory", rows.order_by("county", "id"))
        self.offer("analyte", Analyte.objects.filter(retired_on=None))
        self.fields["analyte"].widget.attrs |= SEARCH
        self.fields["matrix"].choices = [("", ANY), *((place, place) for place in places())]


def laboratories() -> QuerySet[Organisation]:
    return Organisation.objects.filter(kind=OrganisationKind.LABORATORY, closed=None).order_by("region", "name")


def said_of(sample: Sample) -> str:
    return f"{sample.number} {sample.subject} {sample.product} {sample.failed_items or sample.get_taking_display()}"


class TaskForm(desk.DeskModelForm):
    class Meta:
        model = Task
        fields = [
            "year", "name", "document", "level", "kind", "method", "county", "laboratory", "batches", "first_day",
            "deadline",
        ]  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].initial = clock.year()
        own = RANK[highest_level(self.post)]
        level = self.fields["level"]
        level.choices = [pair for pair in level.choices if not pair[0] or RANK[pair[0]] >= own]
        county = self.fields["county"]
        county.queryset = county.queryset.filter(level=PlaceLevel.COUNTY, closed=None).order_by("code")
        if not self.post.is_citywide:
            county.queryset = county.queryset.filter(pk=self.post.region.county_id)
            county.initial, county.empty_label = self.post.region.county_id, None
        self.offer("laboratory", laboratories())


class QuotaForm(desk.PlainForm):
    """Another number for one county, with its reason."""

    target = desk.WholeBox(label="调整后批次", min_value=0, max_value=100_000)
    why = desk.TextBox(label="调整原因", max_length=200, widget=forms.Textarea(attrs={"rows": 2}))
