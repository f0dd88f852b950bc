"""After every move of a record the ledger holds exactly what its life says that it tells now, and nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest

from supervision.ground import facts
from supervision.ground.desk.registry import Register
from supervision.ground.errors import RuleViolation
from supervision.ground.people import Post
from supervision.ground.records import COUNTED, MOVES, State
from tests import make, registers

from . import site

pytestmark = pytest.mark.django_db
LIVES = [register for register in site.registers() if register.life is not None]
each = pytest.mark.parametrize("register", LIVES, ids=[register.key for register in LIVES])


def _telling(**more: Any) -> Any:
    """A visit whose finding is handed over: it tells at once, and more when it is accepted."""
    wrong = {"conclusion": "transfer", "problems": "仓库内发现禁用农药", "answers": {"drugs": "bad"}}
    return registers.patrol(registers.HERE, **(wrong | more))


def _harvested() -> Any:
    made = registers.make("supervision.productionrecord")
    life = next(register.life for register in LIVES if register.key == "productions")
    return life.change(made, by=make.post("guangxin"), verb="更正", harvested_on=made.used_on + dt.timedelta(days=2))
