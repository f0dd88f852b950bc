#!/bin/sh
# The dump of one backup, of the snapshot that sums.sh holds. Run by backup.sh only, which says where (PART).
# On its way into the backup it is read again: PART/tables says of how many tables there are rows in it.
set -eu
here=$(dirname "$0")
# A pipe tells of its last command only, so the others leave a mark when they have come to their end.
{
    { pg_dump --format=custom --no-owner --snapshot="$SNAPSHOT" "$ADDRESS" && : >"$PART/dumped"; } |
        { tee /dev/fd/3 && : >"$PART/copied"; } |
        {
            pg_restore --list | grep -c ' TABLE DATA public ' >"$PART/tables"
            cat >/dev/null
        }
} 3>&1 | "$here/seal.sh" database.dump
[ -e "$PART/dumped" ] && [ -e "$PART/copied" ]
rm "$PART/dumped" "$PART/copied"
