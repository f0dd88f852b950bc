"""What cases tell, once they are accepted."""

from supervision.ground.facts import kind

CASE_FILED = kind("case.filed", "案件立案")
CASE_DECIDED = kind("case.decided", "案件作出处罚决定")
CASE_TRANSFERRED = kind("case.transferred", "案件移送公安机关")
CASE_WAIVED = kind("case.waived", "案件不予处罚")
