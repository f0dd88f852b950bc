"""How soon a process that ended is started again: at once the first time, later and later while it keeps dying.

What it needs may be away for an hour (a full disk, a restarting server). Counting its exits for ever would end the
whole site on some later day; so what happened long ago is forgotten, and nothing is ever given up.
"""

from __future__ import annotations

import time
from collections.abc import Callable

WINDOW = 600  # seconds after which an exit is forgotten
LONGEST = 60  # seconds between two tries


class Budget:
    """The exits of one process. `clock` gives seconds that only grow."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.exits: list[float] = []
        self.again_at = 0.0

    def ended(self) -> int:
        """It ended now; returns the seconds until it is to be tried again: 0, 1, 2, 4 … 60."""
        now = self.clock()
        self.exits = [moment for moment in self.exits if now - moment < WINDOW] + [now]
        before = min(len(self.exits) - 1, 16)
        pause = min(2 ** (before - 1), LONGEST) if before else 0
        self.again_at = now + pause
        return pause

    def due(self) -> bool:
        return self.clock() >= self.again_at
