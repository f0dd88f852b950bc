"""What the database itself refuses, whoever asks: issued certificates, verified results, facts, published scores.

The guards are our own triggers (a pgtrigger protection can be switched off by a session setting), written after a
migrate where they are not as declared. TRUNCATE is refused too. Against the owner of the tables a digest chain detects.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connections

ERRCODE = "NG001"
# pg_temp is named, and last: unnamed it would be searched first, and a temporary table of the application's role could
# stand in for the one that a guard asks.
PATH = "pg_catalog, public, pg_temp"


@dataclass(frozen=True)
class Guard:
    """Rows of `model` for which the SQL condition `when` held before the change keep every column but `allow`.

    Of what may change, `bar` refuses some changes; `entering` refuses rows that come in, new or moved.
    """

    model: str
    message: str
    when: str = "TRUE"
    allow: tuple[str, ...] = ()
    bar: str = ""
    entering: str = ""


@dataclass(frozen=True)
class Proof:
    """A change of `model` for which the SQL condition `when` holds needs, at the end of its transaction, `proven`.

    Asked at the end, because a verb writes the conclusion and what it follows from in one transaction, in any order.
    """

    model: str
    message: str
    when: str
    proven: str


GUARDS: dict[str, Guard] = {}
PROOFS: dict[str, Proof] = {}


def freeze(
    model: str, *, message: str, when: str = "TRUE", allow: tuple[str, ...] = (), bar: str = "", entering: str = ""
) -> None:
    """Declare a guard; called from an app's `ready`.

    `when` speaks of OLD, e.g. "OLD.state = 'accepted'"; `bar` of OLD and NEW; `entering` of NEW alone.
    """
    GUARDS[model] = Guard(model, message, when, allow, bar, entering)


def prove(model: str, *, message: str, when: str, proven: str) -> None:
    """Declare what a change must follow from; called from an app's `ready`. Both conditions speak of OLD and NEW."""
    PROOFS[model] = Proof(model, message, when, proven)


def witnessed(events: str, condition: str) -> str:
    """SQL: an act of this very transaction wrote a version of a row of that kind for which `condition` holds.

    It speaks of `e`, the version, and `said`, the metadata of its context. The history is written by its triggers
    alone, and no context can be taken over from another transaction: nobody but the deed itself can leave this.
    """
    return (
        f"EXISTS (SELECT 1 FROM public.{events} e JOIN public.pghistory_context c ON c.id = e.pgh_context_id"
        f" CROSS JOIN LATERAL (SELECT c.metadata AS said) s"
        f" WHERE c.metadata ->> 'xact' = pg_current_xact_id()::text AND ({condition}))"
    )


# The text of each of our functions, what it searches, and the triggers, of those switched on, that call it.
INSTALLED = r"""
SELECT p.proname, p.prosrc, coalesce(array_to_string(p.proconfig, ';'), ''),
       coalesce(string_agg(c.relname || '.' || t.tgname, ' ' ORDER BY t.tgname), '')
FROM pg_proc p
LEFT JOIN pg_trigger t ON t.tgfoid = p.oid AND t.tgenabled = 'O'
LEFT JOIN pg_class c ON c.oid = t.tgrelid
WHERE p.proname LIKE 'guard\_%' AND p.pronamespace = 'public'::regnamespace
GROUP BY p.oid, p.proname, p.prosrc, p.proconfig
"""


def install(sender: Any = None, using: str = "default", **kwargs: Any) -> None:
    """post_migrate: write what is not as declared, for the tables that exist; take away what is no guard now."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    installed, declared = _installed(connection), _declared()
    with connection.cursor() as cursor:
        for guard in GUARDS.values():
            table = apps.get_model(guard.model)._meta.db_table
            name = f"guard_{table}"
            if table in tables and installed.get(name) != declared[name]:
                cursor.execute(_sql(guard, table))
        for proof in PROOFS.values():
            table = apps.get_model(proof.model)._meta.db_table
            name = f"guard_{table}_end"
            if table in tables and installed.get(name) != declared[name]:
                cursor.execute(_proof_sql(proof, table))
                _in_words_of_a_dump(cursor, table, name)
        for name in set(installed) - set(declared):
            cursor.execute(f'DROP FUNCTION public."{name}"() CASCADE')


def as_declared(connection: Any) -> bool:
    """True when exactly the declared guards are there, switched on and word for word."""
    return _installed(connection) == _declared()


def _declared() -> dict[str, tuple[str, str, str]]:
    """Function -> its text, what it searches and its triggers, as INSTALLED finds them."""
    tables = {apps.get_model(guard.model)._meta.db_table: guard for guard in GUARDS.values()}
    proofs = {apps.get_model(proof.model)._meta.db_table: proof for proof in PROOFS.values()}
    path = f"search_path={PATH}"
    return {
        f"guard_{table}": (_body(guard), path, f"{table}.guard_{table}_all {table}.guard_{table}_row")
        for table, guard in tables.items()
    } | {
        f"guard_{table}_end": (_proof_body(proof), path, f"{table}.guard_{table}_end")
        for table, proof in proofs.items()
    }


def _installed(connection: Any) -> dict[str, tuple[str, str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(INSTALLED)
        return {name: (text, path, calling) for name, text, path, calling in cursor.fetchall()}


def _sql(guard: Guard, table: str) -> str:
    name = f"guard_{table}"
    events = "INSERT OR UPDATE OR DELETE" if guard.entering else "UPDATE OR DELETE"
    return f"""
        CREATE OR REPLACE FUNCTION public.{name}() RETURNS trigger LANGUAGE plpgsql
            SET search_path = {PATH} AS $guard${_body(guard)}$guard$;
        CREATE OR REPLACE TRIGGER {name}_row BEFORE {events} ON public."{table}"
            FOR EACH ROW EXECUTE FUNCTION public.{name}();
        CREATE OR REPLACE TRIGGER {name}_all BEFORE TRUNCATE ON public."{table}"
            FOR EACH STATEMENT EXECUTE FUNCTION public.{name}();
    """


def _proof_sql(proof: Proof, table: str) -> str:
    name = f"guard_{table}_end"
    return f"""
        CREATE OR REPLACE FUNCTION public.{name}() RETURNS trigger LANGUAGE plpgsql
            SET search_path = {PATH} AS $guard${_proof_body(proof)}$guard$;
        DROP TRIGGER IF EXISTS {name} ON public."{table}";
        CREATE CONSTRAINT TRIGGER {name} AFTER UPDATE ON public."{table}" DEFERRABLE INITIALLY DEFERRED
            FOR EACH ROW WHEN ({proof.when}) EXECUTE FUNCTION public.{name}();
    """


def _in_words_of_a_dump(cursor: Any, table: str, name: str) -> None:
    """Write the trigger once more as PostgreSQL words it: read again, `IN` and casts become other trees, and a restored
    backup would not be word for word what the upgrade noted (see installed.py).
    """
    cursor.execute("SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgname = %s", [name])
    (worded,) = cursor.fetchone()
    cursor.execute(f'DROP TRIGGER {name} ON public."{table}"')
    cursor.execute(worded)


def _proof_body(proof: Proof) -> str:
    """The condition of its trigger is quoted, so that another one is found by the text of the function."""
    return f"""
        -- WHEN {" ".join(proof.when.split())}
        BEGIN
            IF NOT ({proof.proven}) THEN {_refusal(proof.message)} END IF;
            RETURN NULL;
        END """


def _refusal(message: str) -> str:
    said = message.replace("'", "''").replace("%", "%%")
    return f"RAISE EXCEPTION '{said}' USING ERRCODE = '{ERRCODE}';"


def _body(guard: Guard) -> str:
    allowed = ", ".join(f"'{column}'" for column in guard.allow)
    kept = f"- ARRAY[{allowed}]::text[]"
    refuse = _refusal(guard.message)
    return f"""
        BEGIN
            IF TG_OP = 'TRUNCATE' THEN {refuse} END IF;{_more(guard, refuse)}
            IF TG_OP = 'DELETE' THEN
                IF ({guard.when}) THEN {refuse} END IF;
                RETURN OLD;
            END IF;
            IF ({guard.when}) AND to_jsonb(OLD) {kept} IS DISTINCT FROM to_jsonb(NEW) {kept} THEN {refuse} END IF;
            RETURN NEW;
        END """


def _more(guard: Guard, refuse: str) -> str:
    """What is asked of the new row, for guards that ask it."""
    found = ""
    if guard.entering:
        found += f"""
            IF TG_OP <> 'DELETE' AND (TG_OP = 'INSERT' OR to_jsonb(OLD) IS DISTINCT FROM to_jsonb(NEW)) THEN
                IF ({guard.entering}) THEN {refuse} END IF;
            END IF;
            IF TG_OP = 'INSERT' THEN RETURN NEW; END IF;"""
    if guard.bar:
        found += f"""
            IF TG_OP = 'UPDATE' AND ({guard.when}) AND ({guard.bar}) THEN {refuse} END IF;"""
    return found
