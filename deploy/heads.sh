#!/bin/sh
# The heads of the chain, one a line (day, table, head), for `manage.py verify_chain --heads`:  deploy/heads.sh
# What is in a backup, and so outside the database, nobody rewrites together with the database.
set -eu
. "$(dirname "$0")/connection.sh"
connect DATABASE_OWNER_URL
psql -XAtq -F ' ' -v ON_ERROR_STOP=1 "$ADDRESS" <<'SQL'
SELECT to_regclass('public.chain_digest') IS NOT NULL AS there \gset
\if :there
SELECT day, source, head FROM chain_digest ORDER BY day, source;
\endif
SQL
