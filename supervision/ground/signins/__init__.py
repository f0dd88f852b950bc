"""Coming in, staying in, and being shown out; passwords of one's own. The pages are in shangrao_nongan/entrance."""

from . import second
from .forgetting import FORGOTTEN, days, forget
from .idle import allowed
from .models import SecondFactor, SignIn
from .services import (
    LIMITED,
    MARK,
    SEEN,
    WRONG,
    WRONG_CODE,
    Open,
    begin,
    check_password,
    end,
    end_all,
    failed,
    hand_out,
    is_open,
    leave,
    moved,
    must_change,
    noted,
    open_of,
    set_password,
)

__all__ = [
    "FORGOTTEN",
    "LIMITED",
    "MARK",
    "SEEN",
    "WRONG",
    "WRONG_CODE",
    "Open",
    "SecondFactor",
    "SignIn",
    "allowed",
    "begin",
    "check_password",
    "days",
    "end",
    "end_all",
    "failed",
    "forget",
    "hand_out",
    "is_open",
    "leave",
    "moved",
    "must_change",
    "noted",
    "open_of",
    "second",
    "set_password",
]
