"""Faults of what is masked, and of what those outside may read."""

from ..fault import SCOPE, Fault

G, T = "supervision/ground", "tests/supervision"
MASKS = (f"{T}/kinds/test_masks.py",)
DOOR = (f"{T}/masking/test_door.py",)
STAYS = (f"{T}/masking/test_typed_stays.py",)

FAULTS = (
    Fault(
        "identity_of_a_slip_is_shown",
        f"{G}/kinds/masks.py",
        "return stop if checks or (as_written and int(digits[6:10]) <= BIRTH_LATEST) else 0",
        "return stop if checks else 0",
        SCOPE,
        "校验位抄错的身份证号不脱敏",
        MASKS,
    ),
    Fault(
        "day_is_taken_for_a_phone",
        f"{G}/kinds/masks.py",
        " or _within_a_day(groups, at, len(some))",
        "",
        SCOPE,
        "金额和日期被当成手机号",
        MASKS,
    ),
    Fault(
        "box_is_masked",
        f"{G}/masking.py",
        '"class", "value", ',
        '"class", ',
        SCOPE,
        "表单里的原值被脱敏后存回",
        DOOR,
    ),
    Fault(
        "copied_stars_overwrite_the_number",
        f"{G}/texts.py",
        "masks.unmasked(old, value) if isinstance(old, str) else value",
        "value",
        SCOPE,
        "从页面抄来的星号盖掉原号码",
        STAYS,
    ),
    Fault(
        "export_is_not_masked",
        f"{G}/desk/export.py",
        "rowxml.veiled(rowxml.rows(table, [c.kind for c in columns]))",
        "rowxml.rows(table, [c.kind for c in columns])",
        SCOPE,
        "导出不脱敏",
        STAYS,
    ),
    Fault(
        "citizen_reads_the_place",
        f"{G}/records/scope.py",
        "return Q(made_by__user=post.user_id) if asked == OWN else Q(pk__in=())",
        "return place_q(post)",
        SCOPE,
        "社会监督员看得到辖区的记录",
        (f"{T}/records/test_scope.py",),
    ),
    Fault(
        "risk_monitoring_is_told",
        "monitoring/models/sample.py",
        "return super().finished_for(post).filter(kind__in=TOLD)",
        "return super().finished_for(post)",
        SCOPE,
        "风险监测结果告知被抽检单位",
        ("tests/monitoring/test_registers.py",),
    ),
)
