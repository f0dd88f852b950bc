"""What the database itself refuses, whoever asks: issued certificates, verified results, facts, published scores.

The guards are our own triggers (a pgtrigger protection can be switched off by a session setting), written after a
migrate where they are not as declared. TRUNCATE is refused too. Against the owner of the tables a digest chain detects.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connections

from supervision.ground import keys

from . import standing
from .standing import refusal

# pg_temp is named, and last: unnamed it would be searched first, and a temporary table of the application's role could
# stand in for the one that a guard asks.
PATH = "pg_catalog, public, pg_temp"

# The columns of a record that its own moves write.
OF_ITS_LIFE = (
    "state", "version", "writers", "alone", "submitted_at", "accepted_by_id", "accepted_at", "returned_why",
    "voided_by_id", "voided_at", "voided_why",
)  # fmt: skip


@dataclass(frozen=True)
class Guard:
    """Rows of `model` for which the SQL condition `when` held before the change keep every column but `allow`.

    Keys may change, for they follow from a text that may not, and from the map of the release. Of what
    may change, `bar` refuses some changes; `entering` refuses rows that come in, new or moved.
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
DATED: dict[str, str] = {}


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


def date(model: str, column: str) -> None:
    """Declare that the database says when a row came in, whoever writes it and whatever he writes there."""
    DATED[model] = column


@dataclass(frozen=True)
class Rule:
    """A function of ours, and the triggers that call it: name, when it is asked, and whether at the end."""

    table: str
    name: str
    text: str
    triggers: tuple[tuple[str, str], ...]
    at_the_end: bool = False

    def sql(self) -> str:
        made = f"""
        CREATE OR REPLACE FUNCTION public."{self.name}"() RETURNS trigger LANGUAGE plpgsql
            SET search_path = {PATH} AS $guard${self.text}$guard$;"""
        for name, asked in self.triggers:
            kind = "CREATE OR REPLACE TRIGGER"
            if self.at_the_end:
                made += f"""
        DROP TRIGGER IF EXISTS "{name}" ON public."{self.table}";"""
                kind = "CREATE CONSTRAINT TRIGGER"
            made += f"""
        {kind} "{name}" {asked.format(f'public."{self.table}"')} EXECUTE FUNCTION public."{self.name}"();"""
        return made

    def installed(self) -> tuple[str, str, str]:
        """As INSTALLED finds it."""
        return self.text, f"search_path={PATH}", " ".join(sorted(f"{self.table}.{name}" for name, _ in self.triggers))


def rules() -> list[Rule]:
    """All that is declared, in the words of the database."""
    found = [_frozen(guard) for guard in GUARDS.values()] + [_proven(proof) for proof in PROOFS.values()]
    found += [_dated(_table(model), column) for model, column in DATED.items()]
    return found + [_standing(model) for model in standing.living()]


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
    installed, declared = _installed(connection), rules()
    with connection.cursor() as cursor:
        for rule in declared:
            if rule.table in tables and installed.get(rule.name) != rule.installed():
                cursor.execute(rule.sql())
                if rule.at_the_end:
                    _in_words_of_a_dump(cursor, rule)
        for name in set(installed) - {rule.name for rule in declared}:
            cursor.execute(f'DROP FUNCTION public."{name}"() CASCADE')


def as_declared(connection: Any) -> bool:
    """True when exactly the declared guards are there, switched on and word for word."""
    return _installed(connection) == {rule.name: rule.installed() for rule in rules()}


def _installed(connection: Any) -> dict[str, tuple[str, str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(INSTALLED)
        return {name: (text, path, calling) for name, text, path, calling in cursor.fetchall()}


def _in_words_of_a_dump(cursor: Any, rule: Rule) -> None:
    """Write the triggers once more as PostgreSQL words them: read again, `IN` and casts become other trees, and a
    restored backup would not be word for word what the upgrade noted (see installed.py).
    """
    for name, _ in rule.triggers:
        cursor.execute("SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgname = %s", [name])
        (worded,) = cursor.fetchone()
        cursor.execute(f'DROP TRIGGER "{name}" ON public."{rule.table}"')
        cursor.execute(worded)


def _table(model: str) -> str:
    return apps.get_model(model)._meta.db_table


def _frozen(guard: Guard) -> Rule:
    table = _table(guard.model)
    events = "INSERT OR UPDATE OR DELETE" if guard.entering else "UPDATE OR DELETE"
    return Rule(table, f"guard_{table}", _body(guard), _row_and_all(f"guard_{table}_row", events, f"guard_{table}_all"))


def _proven(proof: Proof) -> Rule:
    name = f"guard_{(table := _table(proof.model))}_end"
    asked = f"AFTER UPDATE ON {{}} DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ({proof.when})"
    # The condition of its trigger is quoted, so that another one is found by the text of the function.
    text = f"""
        -- WHEN {" ".join(proof.when.split())}
        BEGIN
            IF NOT ({proof.proven}) THEN {refusal(proof.message)} END IF;
            RETURN NULL;
        END """
    return Rule(table, name, text, ((name, asked),), at_the_end=True)


def _dated(table: str, column: str) -> Rule:
    name, text = f"guard_{table}_at", f'BEGIN NEW."{column}" := now(); RETURN NEW; END'
    return Rule(table, name, text, ((name, "BEFORE INSERT ON {} FOR EACH ROW"),))


def _standing(model: Any) -> Rule:
    """After the guard of the row, which says more of it."""
    table = model._meta.db_table
    name, events = f"guard_{table}_state", "INSERT OR UPDATE OR DELETE"
    return Rule(table, name, standing.body(model), _row_and_all(name, events, f"{name}_all"))


def _row_and_all(row: str, events: str, every: str) -> tuple[tuple[str, str], ...]:
    return (
        (row, f"BEFORE {events} ON {{}} FOR EACH ROW"),
        (every, "BEFORE TRUNCATE ON {} FOR EACH STATEMENT"),
    )


def _body(guard: Guard) -> str:
    allowed = ", ".join(f"'{column}'" for column in (*guard.allow, *_keys(guard.model)))
    kept = f"- ARRAY[{allowed}]::text[]"
    refuse = refusal(guard.message)
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


def _keys(model: str) -> list[str]:
    """The columns of its keys, and of the number of its doubles."""
    found = [field.attname for field in apps.get_model(model)._meta.concrete_fields if isinstance(field, keys.KeyField)]
    return [*found, "twin"] if found else []


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
