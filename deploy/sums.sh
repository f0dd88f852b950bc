#!/bin/sh
# Rows and a hash of the content of every table, from one snapshot:  deploy/sums.sh
# The script that DUMP names (dump.sh, for a backup) is run while the snapshot lasts; when it fails there are no sums.
set -eu
. "$(dirname "$0")/connection.sh"
connect DATABASE_OWNER_URL
psql -XAtq -v ON_ERROR_STOP=1 "$ADDRESS" <<'SQL'
BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
SELECT pg_export_snapshot() AS snapshot \gset
\setenv SNAPSHOT :snapshot
\set dumped `{ [ -z "${DUMP-}" ] || "$DUMP" >&2; } && echo yes || echo no`
\if :dumped
SELECT format(
    'SELECT %L, count(*), coalesce(sum((''x'' || substr(md5(t::text), 1, 15))::bit(60)::bigint), 0) FROM %I.%I t',
    tablename, schemaname, tablename)
FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename \gexec
\endif
COMMIT;
SQL
