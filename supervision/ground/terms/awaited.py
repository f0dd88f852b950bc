"""The terms that are loaded and read by nothing yet, by the work that will read them.

A term that is neither read nor named here fails a house test: a period that nobody counts protects nobody.
"""

AWAITED: dict[str, tuple[str, ...]] = {
    "the year-end review: objections to a result": ("assessment.objection",),
    "the course of a case: evidence, hearing, serving, payment, publication, appeal": (
        "case.appeal", "case.check", "case.check_extension", "case.decide_extension", "case.enforce",
        "case.evidence_hold", "case.hearing_notice", "case.hearing_request", "case.limitation",
        "case.limitation_health", "case.pay", "case.publicise", "case.serve", "case.sue", "case.withdraw_publicity",
        "seizure.extend", "seizure.hold",
    ),
    "transfers to the police": (
        "transfer.approve", "transfer.hand_over", "transfer.materials", "transfer.police_review",
        "transfer.prosecutor", "transfer.reconsider",
    ),
    "publishing and repairing credit": (
        "credit.publicity_food_min", "credit.publicity_max", "credit.publicity_min", "credit.repair_watch",
    ),
    "interviews": ("interview.notice",),
    "laboratories: validity and renewal of their certificates": (
        "laboratory.catl_valid", "laboratory.cma_renew", "laboratory.cma_valid",
    ),
    "samples: reporting failures, keeping spares, the clock of handling": (
        "handling.control", "sample.report_failed", "sample.retain_failed", "sample.retain_passed",
    ),
    "retests of rapid tests by a recognised method: no register of such methods yet": ("retest.rapid",),
    "how long records and vouchers are kept": (
        "certificate.keep", "market.keep_vouchers", "pesticide_ledger.keep", "pesticide_use.keep",
        "production_record.keep",
    ),
    "green and organic: inspection, conversion, bases": (
        "base.valid", "green.inspect", "organic.convert_annual", "organic.convert_perennial",
    ),
    "founding a county of safe produce": ("county.founding",),
    "emergency: the province's report and public opinion": (
        "emergency.province_report", "opinion.press", "opinion.release", "opinion.reply",
    ),
}  # fmt: skip
