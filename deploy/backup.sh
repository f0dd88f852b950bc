#!/bin/sh
# One backup: database, files, and the sums that prove a restore:  deploy/backup.sh FOLDER
# Needs DATABASE_OWNER_URL and MEDIA_ROOT. The keys of the environment file are not in it: keep them elsewhere.
set -eu
[ $# = 1 ] || { echo "用法:deploy/backup.sh 备份目录" >&2; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
target=$1/nongan-$(date +%Y%m%d-%H%M%S)
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
(cd "$part" && sha256sum database.dump media.tar sums.txt >SHA256SUMS)
mv "$part" "$target"
echo "备份完成:$target"
