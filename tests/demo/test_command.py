"""`seed_demo` leaves alone what is not a demonstration, and goes on where an earlier run stopped."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from shangrao_nongan.demo import services
from shangrao_nongan.demo.management.commands import open_site
from shangrao_nongan.demo.models import SeedStage
from shangrao_nongan.demo.stages import Stage
from supervision.ground import history
from supervision.ground.errors import RuleViolation
from supervision.ground.jobs import Job
from supervision.ground.people import OrganisationKind, Role, User, system_post
from supervision.ground.subjects import Subject
from tests import make


def run(*options: str) -> str:
    out = StringIO()
    call_command("seed_demo", *options, stdout=out, stderr=StringIO())
    return out.getvalue()


@pytest.fixture
def stages(monkeypatch: Any) -> list[str]:
    """Two stages, the second of which breaks until it is mended."""
    loaded: list[str] = []

    def second(world: Any) -> dict[str, int]:
        if "mended" not in loaded:
            raise RuleViolation("断电")
        loaded.append("second")
        return {"条": 2}

    def first(world: Any) -> dict[str, int]:
        loaded.append("first")
        return {"条": 1}

    monkeypatch.setattr(services, "STAGES", (Stage("first", "第一", first, core=True), Stage("second", "第二", second)))
    return loaded


@pytest.mark.django_db
def test_a_real_site_is_left_alone(settings: Any) -> None:
    settings.DEMO_TODAY = None
    assert "没有设置" in run()
    assert not SeedStage.objects.exists()


@pytest.mark.django_db
def test_a_site_in_use_is_left_alone() -> None:
    assert Subject.objects.exists()
    assert "已有业务数据" in run("--core")
    assert not SeedStage.objects.exists()


@pytest.mark.django_db
def test_a_broken_run_goes_on_at_the_stage_that_broke(stages: list[str]) -> None:
    with pytest.raises(RuleViolation, match="断电"):
        services.seed(year=2021)
    stages.append("mended")
    assert services.seed(year=2021) == {"second": {"条": 2}}
    assert stages == ["first", "mended", "second"]


@pytest.mark.django_db
def test_the_core_is_the_core_only(stages: list[str]) -> None:
    assert services.seed(year=2021, core=True) == {"first": {"条": 1}}


@pytest.mark.django_db
def test_the_rest_is_one_job_of_the_city_administrator(stages: list[str]) -> None:
    assert services.start(year=2021) is None
    with history.acting(system_post(), "测试"):
        user = User.objects.create_user(services.CITY_ADMIN, name="市局")
        home = make.post("city").organisation
        home.posts.create(user=user, role=Role.CITY_ADMIN, since="2020-01-01")
    job = services.start(year=2021)
    assert home.kind == OrganisationKind.BUREAU
    assert (job.post.user, job.label) == (user, "载入演示数据")
    assert services.start(year=2021) == job
    assert Job.objects.count() == 1


def test_bin_run_opens_the_site_in_two_steps(monkeypatch):
    """Reference data before the core; the rest of the year and the accounts once the site answers."""
    called = []
    monkeypatch.setattr(
        open_site,
        "call_command",
        lambda name, **options: called.append((name, options.get("core"), options.get("start_job"))),
    )
    call_command("open_site")
    call_command("open_site", ready=True)
    assert called == [
        ("load_reference", None, None),
        ("seed_demo", True, None),
        ("seed_demo", None, True),
        ("demo_accounts", None, None),
    ]
