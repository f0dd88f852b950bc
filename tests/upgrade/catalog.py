"""Everything a migrate may change in a database, as rows that can be compared."""

from __future__ import annotations

from tests import databases

CATALOG = """
SELECT 'column', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull::text,
       coalesce(pg_get_expr(d.adbin, d.adrelid), '')
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
LEFT JOIN pg_attrdef d ON (d.adrelid, d.adnum) = (c.oid, attnum)
WHERE c.relnamespace = 'public'::regnamespace AND a.attnum > 0 AND NOT a.attisdropped
UNION ALL SELECT 'table', relname, relkind::text, coalesce(relacl::text, ''), '', '' FROM pg_class
WHERE relnamespace = 'public'::regnamespace
UNION ALL SELECT 'index', tablename, indexname, indexdef, '', '' FROM pg_indexes WHERE schemaname = 'public'
UNION ALL SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid), '', ''
FROM pg_constraint WHERE connamespace = 'public'::regnamespace
UNION ALL SELECT 'trigger', tgrelid::regclass::text, tgname, pg_get_triggerdef(oid), tgenabled::text,
       coalesce(obj_description(oid, 'pg_trigger'), '')
FROM pg_trigger WHERE NOT tgisinternal
UNION ALL SELECT 'function', proname, prosrc, '', '', '' FROM pg_proc WHERE pronamespace = 'public'::regnamespace
UNION ALL SELECT 'migration', app, name, applied::text, '', '' FROM django_migrations
UNION ALL SELECT 'permission', codename, name, content_type_id::text, '', '' FROM auth_permission
ORDER BY 1, 2, 3, 4
"""


def catalog(name: str) -> list[tuple[str, ...]]:
    return ask(name, CATALOG)


def ask(name: str, sql: str) -> list[tuple]:
    """Run one statement in database `name` as the owner."""
    return databases.ask(databases.url_of(name, owner=True), sql)
