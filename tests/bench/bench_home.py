"""The home page's board as it is shown, beside working it out: what everybody paid at each view."""

from typing import Any

import pytest

from shangrao_nongan.home import board, kept
from tests import make


@pytest.mark.parametrize("how", ["worked out", "kept"])
def bench_board(benchmark: Any, cast: Any, how: str) -> None:
    post = make.post("city")
    ask = kept.board_of if how == "kept" else board.board
    ask(post, year=2021)
    benchmark(ask, post, year=2021)


@pytest.mark.parametrize("who", ["city", "guangxin", "township"])
def bench_home(benchmark: Any, cast: Any, who: str) -> None:
    client = getattr(cast, who).client
    assert benchmark(client.get, "/").status_code == 200
