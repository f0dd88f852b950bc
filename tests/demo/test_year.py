"""A small demonstration year: every stage leaves something, nothing lies in the future, nothing lacks its context."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import connection, models

from monitoring.models import Sample
from shangrao_nongan.assessment import scoring
from shangrao_nongan.assessment import services as assessment
from shangrao_nongan.assessment.models import Run, Scheme
from shangrao_nongan.demo import services
from shangrao_nongan.demo.models import SeedStage
from shangrao_nongan.demo.profiles import BEST, WORST
from shangrao_nongan.demo.stages import STAGES, patrols, samples, subjects
from shangrao_nongan.demo.world import World
from supervision.ground.facts import FactDelivery
from supervision.ground.records import Record
from supervision.ground.regions import county_codes
from supervision.ground.subjects import Subject
from tests.demo.conftest import SCALE, TODAY, YEAR

PLANNED = {"valid_to", "last_day", "certificate_until", "due_on", "report_due", "until", "deadline"}
NEVER_EMPTY = ("people", "subjects_core", "staff", "patrols", "rapid", "samples", "certificates", "greenfood", "credit")


def registers() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if issubclass(model, Record)]


def test_every_stage_is_loaded_and_noted(year: dict) -> None:
    assert set(year) == {stage.name for stage in STAGES} == set(SeedStage.objects.values_list("name", flat=True))
    assert all(sum(year[name].values()) for name in NEVER_EMPTY)


def test_a_second_run_changes_nothing(year: dict) -> None:
    before = {model: model.objects.count() for model in registers()}
    assert services.seed(year=YEAR, scale=SCALE) == {}
    assert before == {model: model.objects.count() for model in registers()}


def test_nothing_lies_in_the_future(year: dict) -> None:
    late = []
    for model in registers():
        for field in model._meta.concrete_fields:
            if type(field) is models.DateField and field.name not in PLANNED:
                found = model.objects.filter(**{f"{field.name}__gt": TODAY}).count()
                late += [(model.__name__, field.name)] * found
    assert late == []


def test_no_event_lacks_its_context(year: dict) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.columns WHERE column_name = 'pgh_context_id'")
        tables = [table for (table,) in cursor.fetchall()]
        for table in tables:
            cursor.execute(f'SELECT count(*) FROM "{table}" WHERE pgh_context_id IS NULL')
            assert cursor.fetchone() == (0,), table
    assert len(tables) > 20


def test_no_phone_lies_in_the_clear(year: dict) -> None:
    assert Subject.objects.exclude(phone_sealed="").count() > 50
    for model in (Subject, Subject.pgh_event_model):
        texts = [f.name for f in model._meta.concrete_fields if isinstance(f, (models.CharField, models.TextField))]
        for name in texts:
            assert not model.objects.filter(**{f"{name}__contains": "1990000"}).exists(), name


def test_subjects_lie_in_their_county(year: dict) -> None:
    rows = Subject.objects.exclude(latitude=None).values_list("latitude", "longitude")
    assert all(27.8 < north < 29.8 and 116.2 < east < 118.5 for north, east in rows)


def test_receivers_have_heard_everything(year: dict) -> None:
    assert not FactDelivery.objects.filter(done_at=None).exists()


def test_the_same_year_is_drawn_again(year: dict) -> None:
    assert _drawn(World(YEAR, SCALE)) == _drawn(World(YEAR, SCALE))


def _drawn(world: World) -> list[Any]:
    county = world.counties[2]
    names = [spec["name"] for spec in subjects._specs(world, county)]
    visits = [(subject.name, day) for subject, day in patrols._visits(world, county, 20)]
    row = samples.Maker(world).row(world.rng("again"), county, fails=True)
    return [names, visits, row["sampled_on"], row["results"]]


def test_failed_samples_are_handled(year: dict) -> None:
    failed = Sample.objects.non_compliant()
    assert failed.exists()
    assert 0 < failed.unhandled().count() < failed.count()


def test_the_ranking_tells_the_counties_apart(year: dict) -> None:
    run = Run(scheme=Scheme.objects.get(year=YEAR), until=TODAY)
    measured, failed = assessment.measure(run, tell=_quiet)
    assert failed == {}
    results = scoring.results(list(run.scheme.items.all()), measured, failed, county_codes())
    totals = {sheet["county_id"]: sheet["total"] for sheet in results.sheets}
    assert len(set(totals.values())) >= 6
    assert totals[WORST] == min(totals.values())
    assert totals[BEST] > totals[WORST] + 5


def _quiet(*args: Any) -> None:
    return None
