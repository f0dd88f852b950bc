"""Every table, asked as the application's database role: what may be altered is named, with the reason.

UPDATE, DELETE, TRUNCATE, a temporary table that stands in for another, session settings, forged contexts.
"""

from __future__ import annotations

import json
import uuid

import pytest
from django.apps import apps
from django.db import Error, connection, transaction

from shangrao_nongan import grants
from supervision.ground import history
from supervision.ground.people import Post
from supervision.ground.regions import Population, Region
from tests import traces

pytestmark = pytest.mark.django_db

EVERY = """
SELECT c.relname,
    has_table_privilege(current_user, c.oid, 'INSERT'), has_table_privilege(current_user, c.oid, 'UPDATE'),
    has_table_privilege(current_user, c.oid, 'DELETE'),
    has_table_privilege(current_user, c.oid, 'TRUNCATE') OR has_table_privilege(current_user, c.oid, 'TRIGGER')
        OR has_table_privilege(current_user, c.oid, 'REFERENCES') OR pg_has_role(current_user, c.relowner, 'USAGE'),
    EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'pgh_context_id')
FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') ORDER BY c.relname
"""
# Rows that may change without a version of them being kept.
UNTRACKED = {
    "axes_accessattempt": "tries at the door, counted and forgotten",
    "axes_accessattemptexpiration": "tries at the door",
    "axes_accessfailurelog": "tries at the door",
    "axes_accesslog": "tries at the door",
    "django_session": "sessions; what is done in them is kept with the rows",
    "supervision_counter": "running numbers, told by the numbers themselves",
    "supervision_dryrun": "what a check found in a file; the batch beside it is tracked",
    "supervision_job": "carries its own course; not a record of the office",
    "supervision_listlayout": "how one person looks at a list",
    "supervision_savedlist": "conditions that somebody keeps under a name",
    "supervision_secondfactor": "its guard lets a code be used up and a row be ended, no more; who did it is an act",
    "supervision_selection": "what somebody picked to decide on; what was done is in the acts",
    "supervision_noticereceipt": "only ever marked as read",
    "supervision_signin": "says itself when it began and ended; who ended it is an act",
}


def tables():
    with connection.cursor() as cursor:
        cursor.execute(EVERY)
        return {name: tuple(more) for name, *more in cursor.fetchall()}


def tracked():
    """Tables whose every UPDATE and DELETE writes a version: the triggers are there and switched on."""
    with connection.cursor() as cursor:
        cursor.execute(r"""
            SELECT c.relname, t.tgtype & 8 <> 0, t.tgtype & 16 <> 0
            FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
            WHERE t.tgname LIKE 'pgtrigger\_%' AND t.tgenabled = 'O' AND c.relnamespace = 'public'::regnamespace""")
        found = cursor.fetchall()
    deleting, changing = ({row[0] for row in found if row[at]} for at in (1, 2))
    return deleting & changing


def guarded():
    with connection.cursor() as cursor:
        cursor.execute(r"""
            SELECT DISTINCT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
            WHERE t.tgname LIKE 'guard\_%\_row' AND t.tgenabled = 'O'""")
        return {name for (name,) in cursor.fetchall()}


def test_every_table_is_known():
    assert len(tables()) > 150


def test_nothing_is_emptied_owned_or_given_triggers():
    assert [name for name, (*_, more, _history) in tables().items() if more] == []


def test_the_history_is_only_read():
    history = {name: rights for name, (*rights, _more, events) in tables().items() if events}
    assert len(history) > 60
    assert [name for name, rights in history.items() if any(rights)] == []
    assert not any(tables()["pghistory_context"][:3])


def test_rows_go_from_named_tables_only():
    can = {name for name, (_insert, _update, delete, *_) in tables().items() if delete}
    assert can == (set(grants.DELETABLE) | set(grants.drafted())) & set(tables())
    kept = can - tracked() - {"supervision_sent", "supervision_statistic"}  # forgotten after a while
    assert kept <= set(UNTRACKED), "rows that go without a trace"


def test_what_changes_leaves_a_version_or_stands_in_the_list():
    can = {name for name, (_insert, update, *_) in tables().items() if update}
    without = can - tracked()
    assert without - guarded() == (set(UNTRACKED) & set(tables())) - guarded()


def test_what_is_guarded_and_has_no_history_changes_never():
    """Facts and the like: with neither a version nor a guard of the whole row nobody would notice."""
    from supervision.ground.records import guards

    whole = {apps.get_model(g.model)._meta.db_table for g in guards.GUARDS.values() if g.when == "TRUE" and not g.allow}
    can = {name for name, (_insert, update, *_) in tables().items() if update}
    assert can - tracked() - set(UNTRACKED) <= whole


@pytest.mark.parametrize("verb", ["UPDATE {} SET {}", "DELETE FROM {}", "TRUNCATE {}"])
def test_each_is_tried_by_a_statement(verb):
    """Rights as the catalog tells them are one thing, what happens another."""
    allowed = {name: rights for name, rights in tables().items()}
    went = set()
    for name, (_insert, update, delete, *_) in allowed.items():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped"
                " AND attgenerated = '' AND attidentity = '' LIMIT 1",
                [name],
            )
            (column,) = cursor.fetchone()
        statement = verb.format(f'"{name}"', f'"{column}" = "{column}"') + (" WHERE false" if "FROM" in verb else "")
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)
                went.add(name)
                raise Undone
        except (Error, Undone):
            pass
        may = {"UPDATE": update, "DELETE": delete}.get(verb[:6], False)
        assert may or name not in went, (name, verb)


class Undone(Exception):
    pass


@pytest.mark.parametrize(
    "setting",
    [
        "SET session_replication_role = replica",
        "SET SESSION AUTHORIZATION nongan",
        "ALTER FUNCTION _pgtrigger_should_ignore(name) SECURITY INVOKER",
        "CREATE OR REPLACE FUNCTION _pgh_attach_context() RETURNS uuid LANGUAGE sql AS 'SELECT NULL::uuid'",
        "ALTER TABLE supervision_patrol DISABLE TRIGGER ALL",
        "SELECT _pgh_attach_context()",
    ],
)
def test_nothing_is_switched_off(setting):
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(setting)


def heads():
    return Population.objects.order_by("pk").first()


@pytest.mark.parametrize(
    "setting",
    [
        "SELECT set_config('pgtrigger.ignore', '{' || (SELECT string_agg(tgname, ',') FROM pg_trigger) || '}', true)",
        "SET LOCAL search_path = pg_temp, public",
        "CREATE TEMP TABLE supervision_populationevent (LIKE supervision_populationevent) ON COMMIT DROP",
        "CREATE TEMP TABLE pghistory_context (LIKE pghistory_context) ON COMMIT DROP",
        "CREATE TEMP TABLE supervision_population (LIKE supervision_population) ON COMMIT DROP",
    ],
)
def test_a_setting_or_a_shadow_does_not_keep_a_version_away(cast, setting):
    row = heads()
    before = row.events.count()
    with connection.cursor() as cursor:
        cursor.execute(setting)
        with history.acting(cast.city.post, "更正人口"):
            cursor.execute("UPDATE public.supervision_population SET count = count + 1 WHERE id = %s", [row.pk])
        cursor.execute("SELECT count(*) FROM public.supervision_populationevent WHERE pgh_obj_id = %s", [row.pk])
        assert cursor.fetchone() == (before + 1,)


def test_no_context_no_change():
    row = heads()
    with traces.none():
        with pytest.raises(Error, match="pgh_context_id"), transaction.atomic():
            Population.objects.filter(pk=row.pk).update(count=1)
        with pytest.raises(Error, match="pgh_context_id"), transaction.atomic():
            Region.objects.filter(pk=row.region_id).update(note="改")
    assert heads().count == row.count


def told(cursor, key, **said):
    cursor.execute("SELECT set_config('pghistory.context_id', %s, true)", [str(key)])
    cursor.execute("SELECT set_config('pghistory.context_metadata', %s, true)", [json.dumps(said)])


def written(cursor, key):
    cursor.execute("SELECT metadata FROM pghistory_context WHERE id = %s", [str(key)])
    found = cursor.fetchone()
    return json.loads(found[0])


def test_a_context_of_another_transaction_is_not_taken_over():
    """Nobody puts another name or another reason on what was done before, or hangs a change on it."""
    from pghistory.models import Context

    past = Context.objects.order_by("created_at").first()
    row = heads()
    with traces.none(), connection.cursor() as cursor:
        told(cursor, past.pk, verb="别的事", why="别的原因")
        with pytest.raises(Error, match="另一次办理"), transaction.atomic():
            cursor.execute("UPDATE supervision_population SET count = 1 WHERE id = %s", [row.pk])
    assert Context.objects.get(pk=past.pk).metadata == past.metadata


def test_who_it_names_is_read_from_the_post(cast):
    row, key = heads(), uuid.uuid4()
    with traces.none(), connection.cursor() as cursor:
        told(cursor, key, verb="更正", who="别人", post=cast.city.post.pk)
        cursor.execute("UPDATE supervision_population SET count = 1 WHERE id = %s", [row.pk])
        said = written(cursor, key)
    assert (said["who"], said["user"]) == (cast.city.user.name, cast.city.user.pk)
    assert said["login"] and said["xact"]


@pytest.mark.parametrize("said", [{"verb": "更正", "post": 10**9}, {"verb": "", "post": None}, {"who": "某人"}])
def test_a_post_that_is_not_there_and_an_act_without_a_name_are_refused(said):
    row = heads()
    with traces.none(), connection.cursor() as cursor:
        told(cursor, uuid.uuid4(), **said)
        with pytest.raises(Error, match="不能"), transaction.atomic():
            cursor.execute("UPDATE supervision_population SET count = 1 WHERE id = %s", [row.pk])


def test_an_account_that_was_closed_does_nothing_more(cast):
    row = heads()
    with history.acting(cast.city.post, "停用账号"):
        type(cast.assistant.user).objects.filter(pk=cast.assistant.user.pk).update(is_active=False)
    with traces.none(), connection.cursor() as cursor:
        told(cursor, uuid.uuid4(), verb="更正", post=cast.assistant.post.pk)
        with pytest.raises(Error, match="已停用"), transaction.atomic():
            cursor.execute("UPDATE supervision_population SET count = 1 WHERE id = %s", [row.pk])


def test_a_first_context_stands_also_within_its_transaction(cast):
    row, key = heads(), uuid.uuid4()
    with traces.none(), connection.cursor() as cursor:
        told(cursor, key, verb="更正人口", post=cast.city.post.pk, why="公报")
        cursor.execute("UPDATE supervision_population SET count = 1 WHERE id = %s", [row.pk])
        told(cursor, key, verb="别的事", post=Post.objects.exclude(pk=cast.city.post.pk).first().pk, why="别的")
        cursor.execute("UPDATE supervision_population SET count = 2 WHERE id = %s", [row.pk])
        assert (written(cursor, key)["verb"], written(cursor, key)["why"]) == ("更正人口", "公报")


def test_no_trigger_of_the_history_is_hung_on_a_table_of_ones_own():
    """Its functions write with the owner's rights: on a temporary table they would write whatever one likes."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE mine (LIKE supervision_population) ON COMMIT DROP")
        cursor.execute(r"SELECT proname FROM pg_proc WHERE proname LIKE 'pgtrigger\_insert%' LIMIT 1")
        (function,) = cursor.fetchone()
        with pytest.raises(Error, match="permission denied"), transaction.atomic():
            cursor.execute(
                "CREATE TRIGGER mine AFTER INSERT ON mine REFERENCING NEW TABLE AS new_values"
                f" FOR EACH STATEMENT EXECUTE FUNCTION {function}()"
            )


def test_every_function_of_ours_has_its_path():
    """One without it would find a temporary table first."""
    with connection.cursor() as cursor:
        cursor.execute("""
            SELECT p.proname, p.proconfig FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
            AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')""")
        found = dict(cursor.fetchall())
    assert len(found) > 150
    assert {name for name, path in found.items() if path != ["search_path=pg_catalog, public, pg_temp"]} == set()
