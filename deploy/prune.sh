#!/bin/sh
# Remove old backups:  deploy/prune.sh FOLDER
# Kept: of the BACKUP_KEEP_DAYS newest days with a backup the newest one each, of the BACKUP_KEEP_MONTHS newest months
# the first one each. Only our own folders are looked at, and only whole backups count: the newest always stays.
set -eu
[ $# = 1 ] && [ -d "$1" ] || { echo "用法：deploy/prune.sh 备份目录" >&2; exit 2; }
cd "$1"
days=${BACKUP_KEEP_DAYS:-14}
months=${BACKUP_KEEP_MONTHS:-12}
case $days$months in *[!0-9]*) echo "错误：BACKUP_KEEP_DAYS 和 BACKUP_KEEP_MONTHS 应为数字。" >&2; exit 2 ;; esac
[ "$days" -ge 1 ] || days=1
whole() {
    for folder in nongan-????????-??????; do
        case $folder in *[!0-9a-z-]*) continue ;; esac
        [ ! -f "$folder/SHA256SUMS" ] || echo "$folder"
    done
}
kept=$(
    whole | sort -r | awk -v most="$days" '{ day = substr($0, 8, 8) } day != last { last = day; if (++n <= most) print }'
    whole | sort | awk '{ month = substr($0, 8, 6) } month != last { last = month; print }' | tail -n "$months"
)
for folder in $(whole); do
    case "
$kept
" in *"
$folder
"*) continue ;; esac
    rm -rf -- "$folder"
    echo "删除旧备份：$folder"
done
