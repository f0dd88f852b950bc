"""The facts the supervision work tells. Urgent ones are told on submission, the others on acceptance."""

from supervision.facts import kind

PATROL_DONE = kind("patrol.done", "完成巡查")
PATROL_PROBLEM = kind("patrol.problem", "巡查发现问题")
PATROL_TRANSFER = kind("patrol.transfer", "巡查移交涉嫌违法线索", urgent=True)
PRODUCTION_IRREGULAR = kind("production.irregular", "生产记录不规范")
PRODUCTION_TOO_EARLY = kind("production.too_early", "未到间隔期收获")
RECTIFICATION_OVERDUE = kind("rectification.overdue", "整改逾期")
RECTIFICATION_CLOSED = kind("rectification.closed", "整改销号")
CASE_FILED = kind("case.filed", "案件立案")
CASE_DECIDED = kind("case.decided", "案件作出处罚决定")
CASE_TRANSFERRED = kind("case.transferred", "案件移送公安机关")
CASE_WAIVED = kind("case.waived", "案件不予处罚")

# Told by the monitoring room; the township's third "one" asks the ledger for them.
SAMPLED = "monitoring.sampled"
RAPID_TESTED = "monitoring.rapid"
