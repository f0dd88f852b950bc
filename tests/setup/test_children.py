"""bin/run brings its processes back, however often they end, and never gives the site up."""

import pytest

from shangrao_nongan.embedded import site
from shangrao_nongan.embedded.budget import Budget


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


class Ended:
    pid, returncode = 2**22 + 1, 3  # no such process: nobody's children are ended

    def poll(self):
        return self.returncode


@pytest.fixture
def child(monkeypatch):
    started = []

    def spawn(name, command, environment):
        started.append(name)
        return Ended()

    monkeypatch.setattr(site, "_spawn", spawn)
    made = site.Child("worker", ["celery"], {})
    made.budget, made.started = Budget(Clock()), started
    return made


def test_a_hundred_exits_do_not_end_the_site(child):
    said = []
    for _ in range(100):
        child.look(said.append)
        child.budget.clock.now += 61
    assert len(child.started) >= 50  # every other look finds it ended, the next starts it
    assert "秒后重新启动（其他部分照常运行）" in said[-1]


def test_while_it_pauses_it_is_not_started(child):
    said = []
    child.look(said.append)  # back at once
    child.look(said.append)  # ended again: a second's pause
    before = len(child.started)
    child.look(said.append)
    assert len(child.started) == before
    child.budget.clock.now += 1
    child.look(said.append)
    assert len(child.started) == before + 1


def test_a_trouble_is_said_once_and_its_end_once():
    said = []
    trouble = site.Said(said.append)
    for sentence in ("", "没有应答", "没有应答", "", ""):
        trouble.now(sentence, "已恢复")
    assert said == ["没有应答", "已恢复"]


def test_little_space_is_told_with_what_is_left(monkeypatch, tmp_path):
    assert site._disk_trouble({"MEDIA_ROOT": str(tmp_path)}) == ""
    monkeypatch.setattr(site.space, "LEAST", 2**70)
    assert "MB" in site._disk_trouble({"MEDIA_ROOT": str(tmp_path)})


def test_a_database_that_dies_after_the_announcement_does_not_end_the_site(monkeypatch, capsys):
    def fails(environment, *arguments):
        raise site.EmbeddedError("“open_site”没有成功，原因见上。")

    monkeypatch.setattr(site, "_manage", fails)
    site._announce({"SITE_URL": "http://127.0.0.1:8000", "DEMO_TODAY": "2021-12-20"})
    assert "网站照常运行" in capsys.readouterr().out
