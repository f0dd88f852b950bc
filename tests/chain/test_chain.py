"""A night is closed once; what is altered afterwards is found, by whomever and however it is altered."""

import pytest
from django.core.management import CommandError, call_command
from django.db import Error, connection

from shangrao_nongan.chain.models import WHOLE, Digest
from shangrao_nongan.chain.verifying import ADDED, BROKEN, CHANGED, ELSEWHERE, MISSING

EVENTS = "supervision_populationevent"
LAST = f"(SELECT max(pgh_id) FROM {EVENTS})"
AT = "'2026-01-01'"


@pytest.fixture
def closed(house):
    """Two nights with an act before each."""
    house.act()
    house.close(2)
    house.act()
    house.close(4)
    return house


def test_a_night_is_closed_once_and_the_next_follows_it(house):
    house.act()
    first = house.close(2)
    assert house.close(2) is None
    house.act()
    second = house.close(4)
    assert (second.before, second.since) == (first.head, first.until)
    with house.app():
        links = list(Digest.objects.filter(source=EVENTS).order_by("day"))
        assert links[1].before == links[0].head
        assert links[1].rows == 1
        assert Digest.objects.filter(source="supervision_act", day=second.day).get().rows == 1
        # where nothing was written there is no link
        assert not Digest.objects.filter(source="supervision_regionevent", day=second.day).exists()
    assert house.faults() == []


@pytest.mark.parametrize(
    "change",
    [
        f"UPDATE {EVENTS} SET count = 1 WHERE pgh_id = {LAST}",
        f"DELETE FROM {EVENTS} WHERE pgh_id = {LAST}",
        f"UPDATE {EVENTS} SET pgh_context_id = '00000000-0000-4000-8000-000000000001' WHERE pgh_id = {LAST}",
        "UPDATE pghistory_context SET metadata = metadata || '{\"why\": \"x\"}' WHERE metadata ->> 'why' = '公报'",
        "ALTER TABLE supervision_act DISABLE TRIGGER USER; UPDATE supervision_act SET why = '别的'",
    ],
    ids=["value", "gone", "context", "reason", "act"],
)
def test_what_an_owner_changes_is_found(closed, change):
    closed.sql(change.replace("%", "%%"))
    found = closed.faults()
    assert [what for _, what in found] and {what for _, what in found} == {CHANGED}
    assert all(source in change for source, _ in found)


def test_a_row_that_an_owner_adds_for_a_closed_day_is_found(closed):
    columns = "id, year, basis, count, source, verified, pgh_label, pgh_context_id, pgh_obj_id, region_id"
    closed.sql(
        f"INSERT INTO {EVENTS} ({columns}, pgh_created_at)"
        f" SELECT {columns}, pgh_created_at FROM {EVENTS} WHERE pgh_id = {LAST}"
    )
    assert closed.faults() == [(EVENTS, CHANGED)]


def test_a_row_for_a_day_on_which_nothing_was_written_is_found(closed):
    """Of that table the last night had no link: that there was nothing is known as well."""
    closed.sql(
        "ALTER TABLE supervision_act DISABLE TRIGGER USER;"
        "INSERT INTO supervision_regionevent SELECT (e).* FROM (SELECT jsonb_populate_record(x,"
        " jsonb_build_object('pgh_id', 9999999, 'pgh_created_at', until - interval '1 microsecond')) AS e"
        " FROM supervision_regionevent x, (SELECT max(until) AS until FROM chain_digest) AS night LIMIT 1) AS made"
    )
    assert closed.faults() == [("supervision_regionevent", ADDED.format(1))]


def test_a_row_with_a_key_that_nobody_gives_is_found_too(closed):
    """With a free low key, dated after the last link of its table."""
    closed.act()
    closed.close(9)
    columns = "id, year, basis, count, source, verified, pgh_label, pgh_context_id, pgh_obj_id, region_id"
    closed.sql(
        f"INSERT INTO {EVENTS} (pgh_id, {columns}, pgh_created_at)"
        f" SELECT -5, {columns}, (SELECT max(until) FROM chain_digest) - interval '1 microsecond' FROM {EVENTS}"
        f" WHERE pgh_id = {LAST}"
    )
    assert (EVENTS, CHANGED) in closed.faults()


def test_what_is_still_to_come_is_not_closed(house):
    from datetime import timedelta

    from django.utils import timezone

    from shangrao_nongan.chain import services

    with house.app(), pytest.raises(ValueError, match="still to come"):
        services.seal(until=timezone.now() + timedelta(hours=1))


def test_a_link_that_is_taken_out_or_rewritten_is_found(closed):
    closed.sql("ALTER TABLE chain_digest DISABLE TRIGGER USER")
    closed.sql(f"DELETE FROM chain_digest WHERE source = '{EVENTS}' AND before = ''")
    assert (EVENTS, BROKEN) in closed.faults()


def test_who_rewrites_a_row_and_the_whole_chain_is_found_by_what_left_the_house(closed):
    noted = closed.heads()
    assert closed.faults(heads=noted) == []
    closed.sql("ALTER TABLE chain_digest DISABLE TRIGGER USER")
    closed.sql(f"UPDATE {EVENTS} SET count = 1 WHERE pgh_id = {LAST}")
    closed.sql("DELETE FROM chain_digest")
    closed.close(2)
    closed.close(4)
    assert closed.faults() == [], "inside, everything fits again"
    found = closed.faults(heads=noted)
    assert (EVENTS, ELSEWHERE) in found and (WHOLE, ELSEWHERE) in found
    # the one head of a night on a sheet of paper is enough
    assert (WHOLE, ELSEWHERE) in closed.faults(heads=[line for line in noted.splitlines() if WHOLE in line][-1])


def test_nights_that_are_cut_off_are_found_by_what_left_the_house(closed):
    noted = closed.heads()
    closed.sql("ALTER TABLE chain_digest DISABLE TRIGGER USER")
    closed.sql("DELETE FROM chain_digest WHERE day = (SELECT max(day) FROM chain_digest)")
    assert closed.faults() == []
    assert (WHOLE, MISSING) in closed.faults(heads=noted)


def test_a_column_that_a_later_release_adds_changes_nothing(closed):
    closed.sql(f"ALTER TABLE {EVENTS} ADD COLUMN later text DEFAULT 'x'")
    assert closed.faults() == []
    closed.act()
    closed.close(6)
    assert closed.faults() == []


def test_from_a_day_on_only_what_is_younger_is_asked(closed):
    with closed.app():
        days = sorted(set(Digest.objects.values_list("day", flat=True)))
    closed.sql(f"UPDATE {EVENTS} SET count = 1 WHERE pgh_id = {LAST} - 1")
    assert closed.faults(since=days[-1]) == []
    assert closed.faults(since=days[0]) == [(EVENTS, CHANGED)]


@pytest.mark.parametrize("statement", ["UPDATE chain_digest SET head = ''", "DELETE FROM chain_digest"])
def test_the_application_does_not_rewrite_a_link(closed, statement):
    with closed.app(), connection.cursor() as cursor, pytest.raises(Error):
        cursor.execute(statement)


def test_the_command_says_what_does_not_fit_and_fails(closed, tmp_path, capsys):
    noted = tmp_path / "heads.txt"
    noted.write_text(closed.heads())
    with closed.app():
        call_command("verify_chain", heads=noted)
        assert "校验链相符" in capsys.readouterr().out
    closed.sql(f"UPDATE {EVENTS} SET count = 1 WHERE pgh_id = {LAST}")
    with closed.app(), pytest.raises(CommandError, match="1 处不符"):
        call_command("verify_chain", heads=noted)
    assert EVENTS in capsys.readouterr().out
    (tmp_path / "other.txt").write_text("没有链头")
    with closed.app(), pytest.raises(CommandError, match="没有链头"):
        call_command("verify_chain", heads=tmp_path / "other.txt")
