#!/bin/sh
# Make .venv hold exactly the locked packages:  python.sh runtime|dev
# pip is the base because it honours the mirror an office sets in pip.conf; uv is used when it is on PATH.
set -eu
cd "$(dirname "$0")/../.."
kind=$1
lock=requirements.lock
[ "$kind" = runtime ] || lock=requirements-dev.lock
venv=.venv

# A stamped environment is used without starting Python: the stamp is the sum of the lock file it was made from.
stamp() { cksum <"$1" | tr ' ' '-'; }
for made in dev runtime; do
    file=requirements-dev.lock
    [ "$made" = dev ] || file=requirements.lock
    [ "$made" = dev ] || [ "$kind" = runtime ] || continue # the development set holds the runtime set
    if [ -x $venv/bin/python ] && [ "$(cat $venv/.stamp-$made 2>/dev/null)" = "$(stamp $file)" ]; then exit 0; fi
done

fits() { "$1" -c 'import sys; raise SystemExit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; }
python=
for name in ${PYTHON:-} python3.11 python3.12 python3.13 python3; do
    if command -v "$name" >/dev/null 2>&1 && fits "$name"; then python=$(command -v "$name") && break; fi
done
[ -n "$python" ] || {
    echo "错误：需要 Python 3.11 至 3.13(Debian:apt-get install python3 python3-venv)。" >&2
    exit 1
}

# One set-up at a time: two commands started together must not install into one folder.
mkdir -p .build
if [ "${NONGAN_SETUP_LOCKED:-}" != 1 ] && command -v flock >/dev/null 2>&1; then
    NONGAN_SETUP_LOCKED=1 exec flock .build/setup.lock sh "$0" "$kind"
fi

make_venv() {
    rm -rf $venv
    "$python" -m venv $venv >/dev/null 2>&1 && return 0
    rm -rf $venv # Debian without python3-venv has no ensurepip
    if "$python" -m pip --version >/dev/null 2>&1 && "$python" -m venv --without-pip $venv; then return 0; fi
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        echo "正在用 apt-get 安装 python3-venv …" >&2
        { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-venv; } >/dev/null 2>&1 || true
        "$python" -m venv $venv >/dev/null 2>&1 && return 0
    fi
    rm -rf $venv
    echo "错误：这个 Python 不能建立虚拟环境，请先安装(Debian:apt-get install python3-venv)。" >&2
    return 1
}

echo "正在安装依赖($lock)…" >&2
if command -v uv >/dev/null 2>&1; then
    [ -x $venv/bin/python ] || uv venv -q --python "$python" $venv
    uv pip install -q --python $venv/bin/python --require-hashes --only-binary :all: -r "$lock"
else
    { [ -x $venv/bin/python ] && fits $venv/bin/python; } || make_venv
    if $venv/bin/python -m pip --version >/dev/null 2>&1; then
        set -- $venv/bin/python -m pip
    else
        set -- "$python" -m pip --python $venv/bin/python
    fi
    "$@" install -qq --disable-pip-version-check --no-input --require-hashes --only-binary :all: -r "$lock" || {
        echo "错误：依赖没有装全：请检查网络或 pip 镜像设置后再运行一次。" >&2
        exit 1
    }
fi
stamp "$lock" >"$venv/.stamp-$kind"
