"""What the last upgrade left in the database, table by table, so that a change by hand is noticed afterwards.

The record is written in the upgrade's own transaction. It is compared with the catalog, not with the code: so the
question can also be asked after a rollback, when tables and triggers are those of a newer release.
Three kinds are told apart by what can be done about them:

structure  columns, names of constraints, foreign triggers and functions: nobody but who changed them can put them back
rules      history triggers and guards with the text of their functions: written anew by the next upgrade
rights     of every role but the owner: given anew by the next upgrade
"""

from __future__ import annotations

from typing import Any

TABLE = "nongan_installed"
OWN = r"(t.tgname LIKE 'pgtrigger\_%%' OR t.tgname LIKE 'guard\_%%')"
Key = tuple[str, str]  # kind, table

# Texts of constraints, defaults and conditions are left out: a restored dump may word the same expression otherwise.
CATALOG = rf"""
WITH ours AS (
    SELECT oid, relname, relacl, relowner FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND relname <> '{TABLE}'
), said (kind, name, word) AS (
    SELECT 'structure', c.relname,
           concat_ws(' ', a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.atthasdef, a.attgenerated)
    FROM ours c JOIN pg_attribute a ON a.attrelid = c.oid WHERE a.attnum > 0 AND NOT a.attisdropped
    UNION ALL SELECT 'structure', c.relname, concat_ws(' ', o.contype, o.conname, o.convalidated)
    FROM ours c JOIN pg_constraint o ON o.conrelid = c.oid WHERE o.contype <> 'n'
    UNION ALL SELECT 'structure', c.relname, concat_ws(' ', 'unique', i.indexrelid::regclass, i.indisvalid)
    FROM ours c JOIN pg_index i ON i.indrelid = c.oid WHERE i.indisunique
    UNION ALL SELECT 'structure', c.relname, concat_ws(' ', 'trigger', t.tgname, t.tgenabled)
    FROM ours c JOIN pg_trigger t ON t.tgrelid = c.oid WHERE NOT t.tgisinternal AND NOT {OWN}
    UNION ALL SELECT 'structure', p.proname || '()',
           concat_ws(' ', p.oid::regprocedure, p.prosrc, p.prosecdef, p.proconfig)
    FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
        AND NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgfoid = p.oid AND {OWN})
        AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
    UNION ALL SELECT 'rules', c.relname,
           concat_ws(' ', pg_get_triggerdef(t.oid), t.tgenabled, p.prosrc, p.prosecdef, p.proconfig)
    FROM ours c JOIN pg_trigger t ON t.tgrelid = c.oid JOIN pg_proc p ON p.oid = t.tgfoid WHERE {OWN}
    UNION ALL SELECT 'rights', c.relname, concat_ws(' ', g.grantee::regrole, g.privilege_type, g.is_grantable)
    FROM ours c, aclexplode(c.relacl) g WHERE g.grantee <> c.relowner
    UNION ALL SELECT 'rights', c.relname, concat_ws(' ', a.attname, g.grantee::regrole, g.privilege_type)
    FROM ours c JOIN pg_attribute a ON a.attrelid = c.oid, aclexplode(a.attacl) g WHERE g.grantee <> c.relowner
)
SELECT kind, name, encode(sha256(convert_to(string_agg(word, E'\n' ORDER BY word COLLATE "C"), 'UTF8')), 'hex')
FROM said GROUP BY kind, name
"""


def make_record(connection: Any) -> None:
    """The table alone, before the rights are given."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TABLE IF NOT EXISTS {TABLE} (kind text, name text, sha256 text NOT NULL, PRIMARY KEY (kind, name))"
        )


def record(connection: Any) -> None:
    """Note what stands there now; by the owner, in the transaction of the upgrade."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE}")
        cursor.execute(f"INSERT INTO {TABLE} (kind, name, sha256) {CATALOG}", [])


def differences(connection: Any) -> frozenset[Key] | None:
    """What is no longer as the last upgrade left it; None when that was never noted.

    A table or a function that somebody added is no difference: only what the record names is compared, and rules or
    rights that its tables did not have.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [TABLE])
        if not cursor.fetchone()[0]:
            return None
        cursor.execute(f"SELECT kind, name, sha256 FROM {TABLE}")
        noted = {(kind, name): found for kind, name, found in cursor.fetchall()}
        cursor.execute(CATALOG, [])
        there = {(kind, name): found for kind, name, found in cursor.fetchall()}
    tables = {name for _, name in noted}
    asked = set(noted) | {key for key in there if key[1] in tables}
    return frozenset(key for key in asked if noted.get(key) != there.get(key)) if noted else None


def take_away(connection: Any, changed: frozenset[Key]) -> None:
    """Drop our triggers of the tables whose rules changed, so that the installers find none and write each anew."""
    find = f"""
        SELECT format('DROP TRIGGER %%I ON %%I', t.tgname, c.relname)
        FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        WHERE c.relnamespace = 'public'::regnamespace AND c.relname = ANY(%s) AND {OWN}
    """
    with connection.cursor() as cursor:
        cursor.execute(find, [sorted(name for kind, name in changed if kind == "rules")])
        for (statement,) in cursor.fetchall():
            cursor.execute(statement)
