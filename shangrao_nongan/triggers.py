"""The history triggers: installing those that are not as declared, and telling whether all are.

pgtrigger's own installer stops at the first model whose table is not made yet, so a single app could not be migrated;
it also writes every trigger anew, which locks every table against the running site.

Its functions are then taken out of the reach of the application's role: they run with the owner's rights and a fixed
search path, so that the role needs no right on the tables of the history; the library's switch (`pgtrigger.ignore`)
says no to everybody; and nobody but the owner may hang one of them on a table of his own.
"""

from __future__ import annotations

import json
from typing import Any

import pgtrigger
from django.db import connections

# A trigger that was switched off counts as one that is not there.
INSTALLED = r"""
SELECT c.relname, t.tgname, obj_description(t.oid, 'pg_trigger')
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE t.tgname LIKE 'pgtrigger\_%' AND t.tgparentid = 0 AND t.tgenabled = 'O'
    AND c.relnamespace = 'public'::regnamespace
"""

# pg_temp is named, and last: unnamed it would be searched first, and a temporary table could stand in for any other.
PATH = "pg_catalog, public, pg_temp"
CONTEXT, SWITCH = "_pgh_attach_context", "_pgtrigger_should_ignore"

# Ours in place of the library's, which writes over a context that is there: with the owner's rights anybody could give
# a past act another name and another reason. One context for one act of one transaction, never changed. Who it names
# is read from the post and not believed; what the connection is, is written beside it.
WHO = """
DECLARE
    asked uuid := NULLIF(current_setting('pghistory.context_id', true), '')::uuid;
    said jsonb := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;
    mine text := pg_current_xact_id()::text;
    there record;
    person record;
BEGIN
    IF asked IS NULL OR said IS NULL THEN
        RETURN NULL; -- no context: the column of the history refuses the row
    END IF;
    SELECT c.metadata ->> 'xact' AS xact, c.created_at INTO there FROM public.pghistory_context c WHERE c.id = asked;
    IF FOUND THEN
        IF there.xact IS DISTINCT FROM mine OR there.created_at <> now() THEN
            RAISE EXCEPTION '不能以另一次办理的名义留痕。' USING ERRCODE = 'NG001';
        END IF;
        RETURN asked;
    END IF;
    IF COALESCE(said ->> 'verb', '') = '' THEN
        RAISE EXCEPTION '没有写明办理事项，不能留痕。' USING ERRCODE = 'NG001';
    END IF;
    IF said ->> 'post' IS NULL THEN
        said := said || '{"who": "系统", "role": ""}';
    ELSE
        SELECT u.id, COALESCE(NULLIF(u.name, ''), u.username) AS called, u.is_active INTO person
        FROM public.supervision_post p JOIN public.supervision_user u ON u.id = p.user_id
        WHERE p.id = (said ->> 'post')::bigint;
        IF NOT FOUND OR NOT person.is_active THEN
            RAISE EXCEPTION '没有这个岗位，或者账号已停用，不能以其名义留痕。' USING ERRCODE = 'NG001';
        END IF;
        said := said || jsonb_build_object('who', person.called, 'user', person.id);
    END IF;
    INSERT INTO public.pghistory_context (id, metadata, created_at, updated_at)
    VALUES (asked, said || jsonb_build_object('xact', mine, 'login', session_user), now(), now());
    RETURN asked;
END """
NOBODY = "SELECT false"

OURS = f"""
CREATE OR REPLACE FUNCTION public.{CONTEXT}() RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = {PATH} AS $who${WHO}$who$;
CREATE OR REPLACE FUNCTION public.{SWITCH}(trigger_name name) RETURNS boolean LANGUAGE sql IMMUTABLE SECURITY INVOKER
    SET search_path = {PATH} AS $nobody${NOBODY}$nobody$;
"""
# Every function of the history that is not yet as it has to be, the two above among them.
OPEN = rf"""
SELECT p.oid::regprocedure::text FROM pg_proc p
WHERE p.pronamespace = 'public'::regnamespace
    AND (p.proname = '{CONTEXT}' OR p.proname LIKE 'pgtrigger\_%' AND p.prorettype = 'trigger'::regtype)
    AND NOT (p.prosecdef AND p.proconfig = ARRAY['search_path={PATH}']
             AND NOT has_function_privilege('public', p.oid, 'EXECUTE'))
"""
TEXTS = f"SELECT proname, prosrc FROM pg_proc WHERE proname IN ('{CONTEXT}', '{SWITCH}')"
TEXTS += " AND pronamespace = 'public'::regnamespace"
# Of the tables of the history, those that would still take a row without its context.
LOOSE = """
SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
    AND a.attname = 'pgh_context_id' AND NOT a.attnotnull AND NOT a.attisdropped
ORDER BY c.relname
"""
BEFORE = "00000000-0000-4000-8000-000000000001"  # the context of everything that was written before each had one
UNKNOWN = {"who": "系统", "role": "", "verb": "升级前", "why": "升级前的修改，没有记下办理人"}


def install(using: str = "default", **kwargs: Any) -> None:
    there = connections[using]
    tables = set(there.introspection.table_names())
    installed = _installed(there)
    for model, trigger in pgtrigger.registered():
        if model._meta.db_table in tables and installed.get(_place(model, trigger)) != trigger.compile(model).hash:
            trigger.install(model, database=using)
    pgtrigger.prune(database=using)
    _close(there)
    _bind(there)


def _close(connection: Any) -> None:
    """The functions in the owner's hands alone; in the transaction that installed them."""
    with connection.cursor() as cursor:
        cursor.execute(TEXTS)
        if dict(cursor.fetchall()) != {CONTEXT: WHO, SWITCH: NOBODY}:
            cursor.execute(OURS)
        cursor.execute(OPEN)
        for (function,) in cursor.fetchall():
            cursor.execute(f"ALTER FUNCTION {function} SECURITY DEFINER SET search_path = {PATH}")
            cursor.execute(f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC")


def _bind(connection: Any) -> None:
    """No version without a context. What was written before that was so says 升级前, and no more is known of it."""
    with connection.cursor() as cursor:
        cursor.execute(LOOSE)
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT EXISTS (SELECT FROM "{table}" WHERE pgh_context_id IS NULL)')
            if cursor.fetchone()[0]:
                cursor.execute(
                    "INSERT INTO pghistory_context (id, metadata, created_at, updated_at)"
                    " VALUES (%s, %s, now(), now()) ON CONFLICT DO NOTHING",
                    [BEFORE, json.dumps(UNKNOWN, ensure_ascii=False)],
                )
                cursor.execute(f'UPDATE "{table}" SET pgh_context_id = %s WHERE pgh_context_id IS NULL', [BEFORE])
            cursor.execute(f'ALTER TABLE "{table}" ALTER COLUMN pgh_context_id SET NOT NULL')


def as_declared(connection: Any) -> bool:
    """True when exactly the triggers of this code are there, none within the application's reach, and no version can
    be without its context; pgtrigger leaves the hash of each trigger in its comment.
    """
    declared = {_place(model, trigger): trigger.compile(model).hash for model, trigger in pgtrigger.registered()}
    with connection.cursor() as cursor:
        cursor.execute(TEXTS)
        texts = dict(cursor.fetchall())
        cursor.execute(f"SELECT 1 FROM ({OPEN}) AS open UNION ALL SELECT 1 FROM ({LOOSE}) AS loose LIMIT 1")
        open_or_loose = cursor.fetchone()
    closed = texts == {CONTEXT: WHO, SWITCH: NOBODY} and open_or_loose is None
    return closed and _installed(connection) == declared


def _place(model: Any, trigger: pgtrigger.Trigger) -> tuple[str, str]:
    return model._meta.db_table, trigger.get_pgid(model)


def _installed(connection: Any) -> dict[tuple[str, str], str | None]:
    with connection.cursor() as cursor:
        cursor.execute(INSTALLED)
        return {(table, name): found for table, name, found in cursor.fetchall()}
