#!/bin/sh
# The test of deploy/ needs Debian's PostgreSQL, Redis, nginx, openssl and gpg; it starts them itself, on private sockets.
# As root on Debian: install what is missing.  Otherwise say it in one sentence; the test then skips, or fails with
# APP_REQUIRE_DEPLOY=1.
set -eu
PATH=$PATH:/usr/sbin
missing=
for pair in redis-server:redis-server nginx:nginx openssl:openssl gpg:gpg; do
    command -v "${pair#*:}" >/dev/null 2>&1 || missing="$missing ${pair%:*}"
done
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing="$missing postgresql"
[ -n "$missing" ] || exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 && [ "${NONGAN_NO_APT:-}" != 1 ]; then
    echo "正在用 apt-get 安装部署测试所需的$missing …" >&2
    # Packages start their services when they are installed; a test machine must not get servers on its ports.
    policy=/usr/sbin/policy-rc.d
    ours=
    [ -e $policy ] || { ours=1; printf '#!/bin/sh\nexit 101\n' >$policy && chmod +x $policy; }
    trap '[ -z "$ours" ] || rm -f $policy' EXIT
    # shellcheck disable=SC2086  # package names are words
    if { apt-get update -qq && DEBIAN_FRONTEND=noninteractive timeout 300 \
        apt-get install -y -qq --no-install-recommends $missing; } >/dev/null 2>&1; then exit 0; fi
fi
echo "部署测试将跳过，因为缺少：$missing(Debian:apt-get install$missing)。" >&2
