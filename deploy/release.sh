#!/bin/sh
# A new version on a real server, as user nongan-release in /opt/nongan:  deploy/release.sh
# Back to the version before:  git checkout VERSION && deploy/release.sh
#   The older code finds the database ahead of itself, says so, and leaves tables and triggers alone.
# Running it again changes nothing. Nothing is touched when applied migrations differ from this version's files.
set -eu
cd "$(dirname "$0")/.."
. deploy/environment.sh
need SECRET_KEY PERSONAL_DATA_KEYS DATABASE_URL DATABASE_OWNER_URL REDIS_URL MEDIA_ROOT STATIC_ROOT
need ALLOWED_HOSTS CSRF_TRUSTED_ORIGINS SITE_URL
sh bin/setup/python.sh runtime
sh bin/setup/assets.sh
said=$(.venv/bin/python manage.py check --deploy --fail-level ERROR 2>&1) || {
    # of Django's findings only the errors: the warnings are weighed by the developers
    echo "$said" | sed '/^WARNINGS:/,/^$/d; /^INFOS:/,/^$/d' >&2
    echo "错误：设置有误(见上)，没有发布。" >&2
    exit 1
}
.venv/bin/python manage.py migrate --noinput -v0
.venv/bin/python manage.py load_reference
.venv/bin/python manage.py collectstatic --noinput -v0
echo "发布完成。请以 root 重启：systemctl restart nongan-web nongan-worker nongan-beat"
# Only once, on a new site: its first administrator, who appoints the others on the page 账号岗位.
#   .venv/bin/python manage.py appoint USERNAME --role city_admin --at 361100 --name 姓名
