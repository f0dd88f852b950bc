"""The verbs of monitoring: plan, sample, test, verify, handle."""

from .bulk import record_samples
from .handlings import accept_handling, close_handling, correct_handling, open_handling, return_handling, void_handling
from .orders import confirm_result, enter_results, receive_order, send_back
from .plan import adjust_quota, issue_task, make_plan
from .retests import apply_retest, conclude_retest
from .samples import accept_sample, correct_sample, record_sample, return_sample, submit_sample, void_sample

__all__ = [
    "accept_handling",
    "accept_sample",
    "adjust_quota",
    "apply_retest",
    "close_handling",
    "conclude_retest",
    "confirm_result",
    "correct_handling",
    "correct_sample",
    "enter_results",
    "issue_task",
    "make_plan",
    "open_handling",
    "receive_order",
    "record_sample",
    "record_samples",
    "return_handling",
    "return_sample",
    "send_back",
    "submit_sample",
    "void_handling",
    "void_sample",
]
