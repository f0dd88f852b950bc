#!/bin/sh
# The types of the whole house.  mypy starts Django to know its models, so the settings need values:
# with these nothing is connected to, signed or sealed.
set -eu
cd "$(dirname "$0")/../.."
export APP_ENV=test LOG_LEVEL=WARNING MEDIA_ROOT=.build/mypy
export DATABASE_URL=postgres://nobody@/nothing REDIS_URL=redis://nowhere
export SECRET_KEY=nothing-is-signed-with-this-while-types-are-checked
export PERSONAL_DATA_KEYS=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
exec .venv/bin/mypy --no-error-summary "$@"
