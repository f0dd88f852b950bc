#!/bin/sh
# Put a backup into an EMPTY database and compare every table's rows and hashes:  deploy/restore.sh BACKUP
# Needs DATABASE_OWNER_URL and MEDIA_ROOT. Afterwards run deploy/release.sh (rights, static files), then start the site.
set -eu
[ $# = 1 ] && [ -f "$1/database.dump" ] || { echo "用法:deploy/restore.sh 备份目录/nongan-日期-时间" >&2; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
(cd "$1" && sha256sum --quiet -c SHA256SUMS) || { echo "备份文件已损坏,没有恢复任何内容。" >&2; exit 1; }
tables=$(psql -XAtq "$DATABASE_OWNER_URL" -c "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
[ "$tables" = 0 ] || { echo "目标数据库不是空的(有 $tables 张表),没有恢复任何内容。" >&2; exit 1; }
pg_restore --no-owner --exit-on-error --single-transaction --dbname="$DATABASE_OWNER_URL" "$1/database.dump"
mkdir -p "$MEDIA_ROOT"
tar -C "$MEDIA_ROOT" -xf "$1/media.tar"
found=$(mktemp)
trap 'rm -f "$found"' EXIT
"$here/sums.sh" >"$found"
cmp -s "$found" "$1/sums.txt" || { echo "恢复后的数据与备份不一致:" >&2; diff "$1/sums.txt" "$found" >&2; exit 1; }
echo "恢复完成,$(wc -l <"$found") 张表的行数和内容与备份一致。"
