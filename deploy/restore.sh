#!/bin/sh
# Put a backup into an EMPTY database and compare every table's rows and hashes:  deploy/restore.sh BACKUP
# An encrypted backup is opened with the private key in the file BACKUP_PRIVATE_KEY, or with gpg's own key ring.
# Afterwards run deploy/release.sh (rights, static files), then start the site.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/environment.sh"
[ $# = 1 ] && [ -f "$1/SHA256SUMS" ] || { echo "用法：deploy/restore.sh 备份目录/nongan-日期-时间" >&2; exit 2; }
DATABASE_OWNER_URL=${RESTORE_URL:-${DATABASE_OWNER_URL:-}}
need DATABASE_OWNER_URL MEDIA_ROOT
export DATABASE_OWNER_URL
(cd "$1" && sha256sum --quiet -c SHA256SUMS) || { echo "备份文件已损坏，没有恢复任何内容。" >&2; exit 1; }
tables=$(psql -XAtq -v ON_ERROR_STOP=1 "$DATABASE_OWNER_URL" -c "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
[ "$tables" = 0 ] || { echo "目标数据库不是空的(有 $tables 张表)，没有恢复任何内容。" >&2; exit 1; }
umask 077
open=$(mktemp -d)
trap 'rm -rf "$open"' EXIT
if [ -n "${BACKUP_PRIVATE_KEY:-}" ]; then
    mkdir "$open/gpg"
    export GNUPGHOME="$open/gpg"
    trap 'gpgconf --kill all >/dev/null 2>&1 || true; rm -rf "$open"' EXIT
    gpg --batch --quiet --import "$BACKUP_PRIVATE_KEY" || { echo "备份私钥不能使用，没有恢复任何内容。" >&2; exit 1; }
fi
for file in database.dump media.tar sums.txt; do
    if [ -f "$1/$file" ]; then
        ln -s "$(cd "$1" && pwd)/$file" "$open/$file"
    else
        gpg --batch --quiet --decrypt --output "$open/$file" "$1/$file.gpg" || {
            echo "备份打不开(没有对应的私钥)，没有恢复任何内容。" >&2
            exit 1
        }
    fi
done
pg_restore --no-owner --exit-on-error --single-transaction --dbname="$DATABASE_OWNER_URL" "$open/database.dump"
mkdir -p "$MEDIA_ROOT"
tar -C "$MEDIA_ROOT" -xf "$open/media.tar"
"$here/sums.sh" >"$open/found"
cmp -s "$open/found" "$open/sums.txt" || {
    echo "恢复后的数据与备份不一致：" >&2
    diff "$open/sums.txt" "$open/found" >&2
    exit 1
}
echo "恢复完成，$(wc -l <"$open/found") 张表的行数和内容与备份一致。"
