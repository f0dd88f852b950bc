#!/bin/sh
# One backup: database, files, and the sums that prove a restore:  deploy/backup.sh [FOLDER]
# FOLDER is BACKUP_FOLDER by default. Encrypted for BACKUP_PUBLIC_KEY, without anything plain on the disk in between; a
# site that wants it plain says BACKUP_PLAIN=1.
# The keys of the environment files are not in it: keep them elsewhere. Old backups are then pruned (prune.sh).
# Exit code 2: somebody has to change a setting; 1: the next try may succeed.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/environment.sh"
# fail SENTENCE [CODE]
fail() {
    echo "错误：$1，没有备份。" >&2
    exit "${2:-1}"
}
folder=${1:-${BACKUP_FOLDER:-}}
[ -n "$folder" ] || { echo "用法：deploy/backup.sh 备份目录" >&2; exit 2; }
need DATABASE_OWNER_URL
if [ "${BACKUP_PLAIN:-}" != 1 ]; then
    need BACKUP_PUBLIC_KEY
    [ -r "$BACKUP_PUBLIC_KEY" ] || fail "读不到备份公钥 $BACKUP_PUBLIC_KEY" 2
    command -v gpg >/dev/null 2>&1 || fail "加密备份需要 gpg(Debian:apt-get install gpg)" 2
fi
umask 077
mkdir -p "$folder" 2>/dev/null && [ -r "$folder" ] && [ -w "$folder" ] || fail "备份目录 $folder 不能写" 2
# One backup at a time. The lock ends with the last process of a backup, also of one whose first was killed; whatever
# then lies half done is of no use to anybody.
exec 9<"$folder"
flock -n 9 || fail "$folder 中另一个备份正在进行"
rm -rf "$folder"/nongan-????????-??????.part || fail "清不掉上一次中断的备份(原因见上)" 2
target=$folder/nongan-$(date +%Y%m%d-%H%M%S)
while [ -e "$target" ]; do # the second within one second
    sleep 1
    target=$folder/nongan-$(date +%Y%m%d-%H%M%S)
done
export PART="$target.part"
trap 'rm -rf "$PART"' EXIT # dash does not do it for a signal, unless the signal has a trap that exits
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM
mkdir "$PART" "$PART/gpg" 2>/dev/null || fail "备份目录 $folder 不能写(可能已满)"
left() { df -Ph "$folder" | awk 'NR == 2 { print $4 }'; }

if [ "${BACKUP_PLAIN:-}" != 1 ]; then
    "$here/seal.sh" probe </dev/null || fail "备份公钥 $BACKUP_PUBLIC_KEY 不能用来加密(原因见上：内容有误，或已过期)" 2
    rm "$PART/probe.gpg"
fi
# The sums and the dump come from one snapshot, so that a row written in between cannot make them differ.
sums=$(DUMP=$here/dump.sh "$here/sums.sh") || fail "数据库读不出来(原因见上)"
[ -n "$sums" ] || fail "数据库没有导出成功(原因见上；没有说明的，是库中一张表也没有。备份目录剩余 $(left))"
[ "$(printf '%s\n' "$sums" | wc -l)" = "$(cat "$PART/tables")" ] || fail "导出的数据库与库中的表不符"
# In plain, because they say nothing of what they stand for: whoever checks needs no private key.
"$here/heads.sh" >"$PART/heads.txt" || fail "读不出校验链的链头(原因见上)"
printf '%s\n' "$sums" | "$here/seal.sh" sums.txt || fail "写不进备份目录(剩余 $(left))"

# The files after the database: what a row names was there before the row. Meanwhile people go on working; a file that
# comes, grows or goes while it is read (tar's code 1) is younger than the dump, and no fault.
files() {
    if [ -d "${MEDIA_ROOT:-}" ]; then
        tar -C "$MEDIA_ROOT" -cf - . || [ $? = 1 ]
    else
        tar -cf - -T /dev/null
    fi
}
{ files && : >"$PART/whole"; } | "$here/seal.sh" media.tar || fail "写不进备份目录(剩余 $(left))"
[ -e "$PART/whole" ] || fail "上传的文件($MEDIA_ROOT)没有读全(原因见上)"

rm -rf "$PART/gpg" "$PART/whole" "$PART/tables"
(cd "$PART" && sha256sum ./* >.SHA256SUMS && mv .SHA256SUMS SHA256SUMS) && sync -f "$PART" && mv -T "$PART" "$target" ||
    fail "写不进备份目录(剩余 $(left))"
"$here/prune.sh" "$folder" || { echo "备份已完成：$target；但旧备份没有清理。" >&2; exit 2; }
echo "备份完成：$target"
