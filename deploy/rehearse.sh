#!/bin/sh
# Rehearse a restore, without touching the site:  deploy/rehearse.sh BACKUP
# The backup goes into the database REHEARSAL_URL, is compared table by table, and is thrown away again.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/environment.sh"
. "$here/connection.sh"
need REHEARSAL_URL
[ "$REHEARSAL_URL" != "${DATABASE_OWNER_URL:-}" ] || {
    echo "错误：REHEARSAL_URL 是正式数据库，不能演练。" >&2
    exit 2
}
connect REHEARSAL_URL
asked() { psql -XAtq -v ON_ERROR_STOP=1 "$ADDRESS" -c "$1"; }
name=$(asked 'SELECT current_database()') || { echo "错误：连不上演练库(原因见上)。" >&2; exit 1; }
case $name in
*rehearsal*) ;;
*) echo "错误：演练库的名称里应有 rehearsal，这个库不会被清空。" >&2; exit 2 ;;
esac
scratch=$(mktemp -d)
empty() { asked 'SET client_min_messages = warning; DROP SCHEMA public CASCADE; CREATE SCHEMA public' >/dev/null; }
trap 'empty || true; rm -rf "$scratch"' EXIT
trap 'exit 129' HUP # dash does not clear up for a signal, unless the signal has a trap that exits
trap 'exit 130' INT
trap 'exit 143' TERM
empty
NONGAN_ENV_DIR=$scratch RESTORE_URL=$REHEARSAL_URL MEDIA_ROOT=$scratch/media "$here/restore.sh" "$@"
echo "演练通过：这份备份可以恢复。"
