# Sourced by the scripts here: the site's environment, from the two files of /etc/nongan (or NONGAN_ENV_DIR).
# What a file names wins over what was exported before, so that a stray variable cannot lead to another database.
export LC_ALL=C.UTF-8
for name in nongan.env release.env; do
    file=${NONGAN_ENV_DIR:-/etc/nongan}/$name
    if [ -r "$file" ]; then
        set -a
        # shellcheck disable=SC1090  # the site's own file
        . "$file"
        set +a
    fi
done

# need NAME…: ends the script with a sentence when one of these variables is missing.
need() {
    for name; do
        eval "value=\${$name:-}"
        [ -n "$value" ] || {
            echo "错误：没有 $name。请用能读 ${NONGAN_ENV_DIR:-/etc/nongan}/release.env 的账号运行(见 deploy/release.env.example)。" >&2
            exit 2
        }
    done
}
