#!/bin/sh
# Put a backup into an EMPTY database and compare every table's rows and hashes:  deploy/restore.sh BACKUP
# An encrypted backup is opened with the private key in the file BACKUP_PRIVATE_KEY, or with gpg's own key ring; nothing
# of it lies on the disk in plain on the way.
# Afterwards run deploy/release.sh (rights, static files), then start the site.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/environment.sh"
. "$here/connection.sh"
fail() {
    echo "错误：$1，没有恢复任何内容。" >&2
    exit 1
}
[ $# = 1 ] && [ -f "$1/SHA256SUMS" ] || { echo "用法：deploy/restore.sh 备份目录/nongan-日期-时间" >&2; exit 2; }
DATABASE_OWNER_URL=${RESTORE_URL:-${DATABASE_OWNER_URL:-}}
need DATABASE_OWNER_URL MEDIA_ROOT
export DATABASE_OWNER_URL
connect DATABASE_OWNER_URL
backup=$(cd "$1" && pwd)
(cd "$backup" && sha256sum --quiet -c SHA256SUMS) || fail "备份文件已损坏"
tables=$(psql -XAtq -v ON_ERROR_STOP=1 "$ADDRESS" -c "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") ||
    fail "连不上目标数据库(原因见上)"
[ "$tables" = 0 ] || fail "目标数据库不是空的(有 $tables 张表)"
umask 077
scratch=$(mktemp -d)
trap 'GNUPGHOME=$scratch/gpg gpgconf --kill all >/dev/null 2>&1 || true; rm -rf "$scratch"' EXIT
trap 'exit 129' HUP # dash does not clear up for a signal, unless the signal has a trap that exits
trap 'exit 130' INT
trap 'exit 143' TERM
if [ -f "$backup/database.dump.gpg" ]; then
    command -v gpg >/dev/null 2>&1 || fail "打开加密的备份需要 gpg(Debian:apt-get install gpg)"
    if [ -n "${BACKUP_PRIVATE_KEY:-}" ]; then
        [ -r "$BACKUP_PRIVATE_KEY" ] || fail "读不到备份私钥 $BACKUP_PRIVATE_KEY"
        mkdir "$scratch/gpg"
        export GNUPGHOME="$scratch/gpg"
        gpg --batch --quiet --import "$BACKUP_PRIVATE_KEY" || fail "备份私钥 $BACKUP_PRIVATE_KEY 不能使用"
    fi
fi

# opened NAME: one file of the backup, in plain.
opened() {
    if [ -f "$backup/$1" ]; then
        cat "$backup/$1"
    else
        gpg --batch --quiet --status-file "$scratch/status" --decrypt "$backup/$1.gpg"
    fi
}
# All of it is read once before anything is written.
for file in database.dump media.tar sums.txt; do
    [ -f "$backup/$file" ] || [ -f "$backup/$file.gpg" ] || fail "备份中没有 $file"
    opened "$file" >/dev/null 2>"$scratch/said" && continue
    cat "$scratch/said" >&2
    # gpg speaks of a missing key as well when the beginning of a file is damaged
    key=$(sed -n 's/.* ENC_TO \([0-9A-F]*\) .*/\1/p' "$scratch/status" | head -n 1)
    [ -z "$key" ] || gpg --batch --list-secret-keys "$key" >/dev/null 2>&1 || fail "备份打不开($file：没有对应的私钥)"
    fail "备份打不开($file 已损坏，或私钥需要口令)"
done
# A pipe tells of its last command only: the left side leaves a mark when it has come to its end.
{ opened database.dump && : >"$scratch/database"; } |
    pg_restore --no-owner --exit-on-error --single-transaction --dbname="$ADDRESS" && [ -e "$scratch/database" ] ||
    fail "数据库没有恢复成功(原因见上)"
mkdir -p "$MEDIA_ROOT"
{ opened media.tar && : >"$scratch/media"; } | tar -C "$MEDIA_ROOT" -xf - && [ -e "$scratch/media" ] || {
    echo "错误：数据库已恢复，但文件没有全部放回 $MEDIA_ROOT(原因见上)。" >&2
    exit 1
}
"$here/sums.sh" >"$scratch/found" || { echo "错误：已恢复，但读不出来，没有比对(原因见上)。" >&2; exit 1; }
opened sums.txt >"$scratch/sums.txt"
cmp -s "$scratch/found" "$scratch/sums.txt" || {
    echo "恢复后的数据与备份不一致：" >&2
    diff "$scratch/sums.txt" "$scratch/found" >&2
    exit 1
}
echo "恢复完成，$(wc -l <"$scratch/found") 张表的行数和内容与备份一致。"
