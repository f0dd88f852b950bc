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

# The lock is complete and is installed as it is.  With dependencies resolved anew (no --no-deps) pip 23 looks for the
# newest release of what an extra asks for, finds one the lock has no hash of, and refuses: an install that worked only
# until the next release of a locked package.  What the lock might lack is what `check` tells.
exactly="--no-deps --require-hashes --only-binary :all: -r $lock"
said=.build/install.log
failed() {
    echo "错误：依赖没有装全($1)。安装程序最后说的是：" >&2
    tail -n 12 $said | sed 's/^/    /' >&2
    echo "多半是网络或 pip 镜像的问题：请检查后再运行一次。" >&2
    exit 1
}

echo "正在安装依赖($lock)…" >&2
if command -v uv >/dev/null 2>&1; then
    { [ -x $venv/bin/python ] && fits $venv/bin/python; } || uv venv -q --clear --python "$python" $venv
    # shellcheck disable=SC2086  # the options are words
    uv pip install -q --python $venv/bin/python $exactly >$said 2>&1 || failed uv
    uv pip check --python $venv/bin/python >$said 2>&1 || failed "uv pip check"
else
    { [ -x $venv/bin/python ] && fits $venv/bin/python; } || make_venv
    if $venv/bin/python -m pip --version >/dev/null 2>&1; then
        set -- $venv/bin/python -m pip
    else
        set -- "$python" -m pip --python $venv/bin/python
    fi
    # shellcheck disable=SC2086
    "$@" install -q --disable-pip-version-check --no-input $exactly >$said 2>&1 || failed pip
    "$@" check --disable-pip-version-check >$said 2>&1 || failed "pip check"
fi
stamp "$lock" >"$venv/.stamp-$kind"
