"""What visits, production records and rectifications tell: urgent facts on submission, the others on acceptance."""

from supervision.ground.facts import kind

PATROL_DONE = kind("patrol.done", "完成巡查")
PATROL_PROBLEM = kind("patrol.problem", "巡查发现问题")
PATROL_TRANSFER = kind("patrol.transfer", "巡查移交涉嫌违法线索", urgent=True)
PRODUCTION_IRREGULAR = kind("production.irregular", "生产记录不规范")
PRODUCTION_TOO_EARLY = kind("production.too_early", "未到间隔期收获")
RECTIFICATION_OVERDUE = kind("rectification.overdue", "整改逾期")
RECTIFICATION_CLOSED = kind("rectification.closed", "整改销号")

# Told by the monitoring room; which kinds of sampling observe, and which one is a ground for measures (监测办法第三条).
SAMPLED, FAILED, REFUSED = "monitoring.sampled", "monitoring.failed", "monitoring.refused"
RISK, SUPERVISION = ("routine", "survey", "special"), "supervision"
