"""A disk without room must not end what would still work: the keeper and the site go on without their lines."""

import pytest

from shangrao_nongan.embedded import keeper, site
from shangrao_nongan.embedded.budget import Budget
from shangrao_nongan.embedded.state import EmbeddedError


@pytest.fixture
def full(monkeypatch):
    """Standard output on a device that is always full, as a log on a full disk."""
    with open("/dev/full", "w", buffering=1) as device:
        monkeypatch.setattr("sys.stdout", device)
        yield
        monkeypatch.undo()


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


class Ended:
    returncode = 1

    def poll(self):
        return self.returncode


class Alive:
    def poll(self):
        return None


class Server:
    """Fails to start as often as it is told, then starts."""

    label = "PostgreSQL"

    def __init__(self, *faults):
        self.faults = list(faults)

    def start(self):
        if self.faults:
            raise self.faults.pop(0)
        return Alive()


def test_the_keeper_tries_again_until_there_is_room(full):
    server = Server(EmbeddedError("没有启动成功"), OSError(28, "full"))
    one, budget = keeper.Running(server, Ended()), Budget(Clock())
    for _ in range(3):
        keeper._bring_back(one, budget)
        budget.clock.now += 60
    assert isinstance(one.process, Alive)


def test_a_server_that_runs_is_left_alone():
    running = Alive()
    one = keeper.Running(Server(), running)
    keeper._bring_back(one, Budget(Clock()))
    assert one.process is running


def test_the_site_goes_on_without_its_sentence(full):
    site._say("数据库服务没有应答")
