#!/bin/sh
# A new version on a real server, as user nongan in /opt/nongan, with /etc/nongan/nongan.env exported:
#   set -a; . /etc/nongan/nongan.env; set +a; deploy/release.sh
# Then restart:  systemctl restart nongan-web nongan-worker nongan-beat
set -eu
cd "$(dirname "$0")/.."
sh bin/setup/python.sh runtime
sh bin/setup/assets.sh
.venv/bin/python manage.py check --deploy --fail-level ERROR
.venv/bin/python manage.py migrate --noinput
.venv/bin/python manage.py load_reference
.venv/bin/python manage.py collectstatic --noinput -v0
# Only once, on a new site: its first administrator, who appoints the others on the page 账号岗位.
#   .venv/bin/python manage.py appoint USERNAME --role city_admin --at 361100 --name 姓名
