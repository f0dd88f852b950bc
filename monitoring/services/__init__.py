"""The verbs of monitoring: plan, sample, test, verify, handle."""

from .capabilities import register_capabilities, register_capability
from .corrections import (
    check_correction,
    consent_correction,
    correct_results,
    refuse_correction,
    reject_correction,
)
from .entering import enter_results
from .handlings import accept_handling, close_handling, correct_handling, open_handling, return_handling, void_handling
from .judgement import judge_failed, judge_passed
from .orders import confirm_result, receive_order, send_back
from .plan import adjust_quota, issue_task, make_plan
from .retests import (
    accept_retest,
    apply_retest,
    commission_retest,
    correct_retest,
    refuse_retest,
    remeasure,
    return_retest,
    submit_retest,
    void_retest,
)
from .samples import (
    accept_sample,
    correct_sample,
    record_sample,
    record_samples,
    return_sample,
    submit_sample,
    void_sample,
)
from .serving import serve_result
from .withdrawing import ask_void, refuse_void

__all__ = [
    "accept_handling",
    "accept_retest",
    "accept_sample",
    "adjust_quota",
    "apply_retest",
    "ask_void",
    "check_correction",
    "close_handling",
    "commission_retest",
    "confirm_result",
    "consent_correction",
    "correct_handling",
    "correct_results",
    "correct_retest",
    "correct_sample",
    "enter_results",
    "issue_task",
    "judge_failed",
    "judge_passed",
    "make_plan",
    "open_handling",
    "receive_order",
    "record_sample",
    "record_samples",
    "refuse_correction",
    "refuse_retest",
    "refuse_void",
    "register_capabilities",
    "register_capability",
    "reject_correction",
    "remeasure",
    "return_handling",
    "return_retest",
    "return_sample",
    "send_back",
    "serve_result",
    "submit_retest",
    "submit_sample",
    "void_handling",
    "void_retest",
    "void_sample",
]
