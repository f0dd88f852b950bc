#!/bin/sh
# What comes in becomes the file NAME of the backup that is being made (PART), encrypted unless the site wants it plain:
#   … | deploy/seal.sh NAME
set -eu
[ "${BACKUP_PLAIN:-}" != 1 ] || exec cat >"$PART/$1"
exec gpg --homedir "$PART/gpg" --batch --quiet --no-autostart --trust-model always \
    --recipient-file "$BACKUP_PUBLIC_KEY" --encrypt --output "$PART/$1.gpg"
