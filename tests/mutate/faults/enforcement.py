from ..fault import DAY, GUARD, HALF, STATE, Fault

RULES, FIGURES = ("tests/supervision/case/test_rules.py",), ("tests/supervision/case/test_figures.py",)
R = "supervision/enforcement/rules/case.py"

FAULTS = (
    Fault("input_cases_count", R, "if category not in categories:", "if False:", STATE, "投入品案件也计入", RULES + FIGURES),
    Fault("unpunished_counts", R, "if procedure not in procedures:", "if False:", STATE, "不予处罚的也计入", RULES + FIGURES),
    Fault("decided_before_filed", R, "if day and day < earlier:", "if False:", GUARD, "决定日期可以早于立案", RULES),
    Fault("a_step_is_left_out", R, "if day and not earlier:", "if False:", GUARD, "没立案就能决定", RULES,
          shows=("TypeError",)),
    Fault("case_of_tomorrow", R, "if day and day > today:", "if False:", GUARD, "案件日期可以晚于今天", RULES),
    Fault("punished_without_penalty", R, "if procedure in PUNISHED and not penalties:", "if False:", GUARD,
          "处罚决定没有处罚种类", RULES),
    Fault("unpunished_with_penalty", R, "if procedure not in PUNISHED and penalties:", "if False:", GUARD,
          "不予处罚还有处罚种类", RULES),
    Fault("banned_is_not_serious", R, "return banned_substance or transferred_on is not None",
          "return transferred_on is not None", HALF, "禁用物质案件不算严重",
          ("tests/supervision/case/test_course.py",)),
    Fault("always_by_filing_day", "supervision/enforcement/figures/case.py", 'f"{counted_by}__range"', '"filed_on__range"',
          DAY, "决定日口径没用上", FIGURES),
    Fault("drafts_count_as_cases", "supervision/enforcement/figures/case.py", "Case.objects.counted()", "Case.objects.live()",
          STATE, "案件草稿也计入", FIGURES),
)
