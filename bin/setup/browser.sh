#!/bin/sh
# The browser tests need a Chromium, a Chinese font and libatomic1 (for the Node inside the playwright wheel).
# As root on Debian: install what is missing.  Otherwise say it in one sentence; the tests then skip, or fail with
# APP_REQUIRE_BROWSER=1.
set -eu
cd "$(dirname "$0")/../.."
missing=
found=${CHROMIUM:-}
for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name" >/dev/null 2>&1; then found=$name; fi
done
[ -n "$found" ] || missing="chromium fonts-noto-cjk"
for node in .venv/lib/python3*/site-packages/playwright/driver/node; do
    "$node" --version >/dev/null 2>&1 || missing="$missing libatomic1"
done
[ -n "$missing" ] || exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 && [ "${NONGAN_NO_APT:-}" != 1 ]; then
    echo "正在用 apt-get 安装浏览器测试所需的 $missing …" >&2
    # shellcheck disable=SC2086  # package names are words
    if { apt-get update -qq && DEBIAN_FRONTEND=noninteractive timeout 300 \
        apt-get install -y -qq --no-install-recommends $missing; } >/dev/null 2>&1; then exit 0; fi
fi
echo "浏览器测试将跳过，因为缺少：$missing(Debian:apt-get install $missing)。" >&2
