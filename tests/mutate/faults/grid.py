from ..fault import DAY, HALF, ROUNDING, STATE, Fault

BOARD, LABORATORY = ("tests/supervision/fiveone/test_board.py",), ("tests/supervision/laboratory/test_certificates.py",)
G = "supervision/grid"

FAULTS = (
    Fault("team_of_one", f"{G}/rules/fiveone.py", 'if testers < needed.get("testers", 1):', "if False:", HALF,
          "没有检测员也算有队伍", BOARD),
    Fault("needed_is_ignored", f"{G}/rules/fiveone.py", "enough = needed.get(item, 1)", "enough = 1", ROUNDING,
          "方案要求的份数没用上", BOARD),
    Fault("four_of_five_is_complete", f"{G}/rules/fiveone.py", "return self.done == len(One)", "return self.done >= 4",
          ROUNDING, "四项就算齐全", BOARD),
    Fault("staff_of_the_first_day", f"{G}/figures/fiveone.py", "on_duty(period.last)", "on_duty(period.first)", DAY,
          "在岗人员看了期初", BOARD),
    Fault("assistants_are_a_team", f"{G}/figures/fiveone.py", ".filter(kind__in=(StaffKind.SUPERVISOR, StaffKind.TESTER))",
          "", STATE, "协管员也算队伍", BOARD,
          lives="人数按监管员和检测员分别计，这个条件只管打开后列出的人"),
    Fault("report_by_the_day_of_writing", f"{G}/figures/fiveone.py", "covers_to__range=", "reported_on__range=", DAY,
          "报告按报送日期算", BOARD),
    Fault("register_of_the_first_day", f"{G}/figures/fiveone.py", "Subject.objects.active_on(period.last)",
          "Subject.objects.active_on(period.first)", DAY, "名录看了期初", BOARD),
    Fault("rapid_tests_are_no_sampling", f"{G}/figures/fiveone.py", "(happenings.SAMPLED, happenings.RAPID_TESTED)",
          "(happenings.SAMPLED,)", HALF, "快检不算检测", BOARD),
    Fault("unassessed_townships_are_assessed", "supervision/ground/regions/models.py",
          "level=Level.TOWNSHIP, assessed=True)", "level=Level.TOWNSHIP)", STATE, "农场、监狱也考核",
          ("tests/supervision/regions/test_reference.py",)),
    Fault("certificate_ends_a_day_early", f"{G}/models/laboratory.py", "last_day__gte=day", "last_day__gt=day", DAY,
          "证书最后一天算失效", LABORATORY),
    Fault("one_certificate_is_two", f"{G}/figures/laboratory.py", "done=ids(Q(cma=True, catl=True))", "done=ids(Q(cma=True))",
          HALF, "只有CMA也算双认证", LABORATORY),
    Fault("no_laboratory_is_not_applicable", f"{G}/figures/laboratory.py",
          'Measure.of(0, 1, left_out=[("", "没有登记县级检测机构")])', 'Measure.of(0, 0, not_applicable="没有登记县级检测机构")',
          STATE, "没有检测机构算不适用", LABORATORY),
    Fault("draft_certificate_counts", f"{G}/models/laboratory.py", "LaboratoryCertificate.objects.counted().filter(",
          "LaboratoryCertificate.objects.filter(", STATE, "证书草稿也算", LABORATORY),
)
