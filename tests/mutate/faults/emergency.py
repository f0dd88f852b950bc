from ..fault import GUARD, HALF, ROUNDING, STATE, Fault

RULES = ("tests/emergency/test_rules.py",)
DETERMINED = ("tests/emergency/test_determinations.py",)
IN_TIME = ("tests/emergency/test_in_time.py", "tests/emergency/test_reports.py")

FAULTS = (
    Fault("threshold_must_be_exceeded", "emergency/rules.py", "(getattr(harm, name) or 0) >= least",
          "(getattr(harm, name) or 0) > least", ROUNDING, "正好达到的不算达到", RULES),
    Fault("one_number_of_several_is_enough", "emergency/rules.py", "bool(asked) and all(", "bool(asked) and any(", HALF,
          "多个条件只要一个", RULES),
    Fault("lowest_level_suggested", "emergency/rules.py", "return min(reached, key=lambda threshold: threshold.level",
          "return max(reached, key=lambda threshold: threshold.level", HALF, "建议了最低的级别", RULES),
    Fault("major_whoever_is_responsible", "emergency/rules.py", "level in MAJOR and agricultural", "level in MAJOR", HALF,
          "不属农业环节的也算重大", RULES),
    Fault("mild_facts_are_leads", "emergency/rules.py", " and severity >= LEADS[kind]", "", HALF, "一般的事也成了线索", RULES),
    Fault("report_after_the_final_one", "emergency/rules.py", "if ReportKind.FINAL in given:", "if False:", GUARD,
          "终报以后还能续报", RULES),
    Fault("drill_counts_as_major", "emergency/figures.py",
          '                When(incident__drill=True, then=Value("演练")),\n', "", STATE, "演练也否决", DETERMINED,
          lives="演练在录入认定单时就被拒绝，算数时的这一道是第二道"),
    Fault("void_determination_counts", "emergency/figures.py",
          '                When(state=State.VOID, then=Value("认定单已作废")),\n', "", STATE, "作废的认定单还否决", DETERMINED),
    Fault("unconfirmed_counts", "emergency/figures.py",
          '                When(state=State.SUBMITTED, then=Value("认定单尚未确认")),\n', "", STATE, "没确认的认定单也否决",
          DETERMINED),
    Fault("non_agricultural_counts", "emergency/figures.py",
          '                When(agricultural=False, then=Value("不属农业环节责任")),\n', "", HALF, "不属农业环节的也否决",
          DETERMINED),
    Fault("minor_counts_as_major", "emergency/figures.py",
          '                When(~Q(level__in=levels), then=Value("低于Ⅱ级")),\n', "", HALF, "Ⅲ级也否决", DETERMINED),
    Fault("never_reported_is_left_out", "emergency/figures.py",
          ".filter(given | Incident.objects.overdue(clock.now()))", ".filter(given)", HALF, "一直没报的不算迟报", IN_TIME),
)
