#!/bin/sh
# One backup: database, files, and the sums that prove a restore:  deploy/backup.sh [FOLDER]
# FOLDER is BACKUP_FOLDER by default. Encrypted for BACKUP_PUBLIC_KEY; a site that wants it plain says BACKUP_PLAIN=1.
# The keys of the environment files are not in it: keep them elsewhere. Old backups are then pruned (prune.sh).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/environment.sh"
folder=${1:-${BACKUP_FOLDER:-}}
[ -n "$folder" ] || { echo "用法：deploy/backup.sh 备份目录" >&2; exit 2; }
need DATABASE_OWNER_URL
if [ "${BACKUP_PLAIN:-}" != 1 ]; then
    need BACKUP_PUBLIC_KEY
    [ -r "$BACKUP_PUBLIC_KEY" ] || { echo "错误：读不到备份公钥 $BACKUP_PUBLIC_KEY，没有备份。" >&2; exit 2; }
    command -v gpg >/dev/null 2>&1 || { echo "错误：加密备份需要 gpg(Debian:apt-get install gpg)。" >&2; exit 2; }
fi
target=$folder/nongan-$(date +%Y%m%d-%H%M%S)
part=$target.part
umask 077
mkdir -p "$part"
trap 'rm -rf "$part"' EXIT
# The sums and the dump come from one snapshot, so that a row written in between cannot make them differ.
"$here/sums.sh" --dump "$part/database.dump" >"$part/sums.txt"
if [ -d "${MEDIA_ROOT:-}" ]; then
    tar -C "$MEDIA_ROOT" -cf "$part/media.tar" .
else
    tar -cf "$part/media.tar" -T /dev/null
fi
if [ "${BACKUP_PLAIN:-}" != 1 ]; then
    home=$(mktemp -d)
    trap 'rm -rf "$part" "$home"' EXIT
    for file in database.dump media.tar sums.txt; do
        gpg --homedir "$home" --batch --quiet --trust-model always --recipient-file "$BACKUP_PUBLIC_KEY" \
            --encrypt --output "$part/$file.gpg" "$part/$file"
        rm "$part/$file"
    done
fi
(cd "$part" && find . -type f ! -name SHA256SUMS -exec sha256sum {} + | sort -k2 >SHA256SUMS)
sync -f "$part"
mv "$part" "$target"
"$here/prune.sh" "$folder"
echo "备份完成：$target"
