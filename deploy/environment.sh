# Sourced by the scripts here: the site's environment, from the two files of /etc/nongan (or NONGAN_ENV_DIR).
# What a file names wins over what was exported before, so that a stray variable cannot lead to another database.
# The lines are read as systemd reads them, NAME=value and one pair of quotes around it; no shell looks at a value.
# What systemd would read differently is refused, and a message never shows the value.
export LC_ALL=C.UTF-8
environment=${NONGAN_ENV_DIR:-/etc/nongan}
return_sign=$(printf '\r')

# read_environment FILE
read_environment() {
    number=0
    while IFS= read -r line || [ -n "$line" ]; do
        number=$((number + 1))
        case $line in *"$return_sign"*) refuse_line "$1" "有回车符(文件是 Windows 格式，请转换)" ;; esac
        line=${line#"${line%%[![:space:]]*}"}
        line=${line%"${line##*[![:space:]]}"}
        case $line in '' | '#'* | ';'*) continue ;; esac
        name=${line%%=*}
        case $line in *=*) ;; *) name= ;; esac
        case $name in '' | [0-9]* | *[!A-Za-z0-9_]*) refuse_line "$1" "不是 名称=值" ;; esac
        value=${line#*=}
        value=${value#"${value%%[![:space:]]*}"}
        case $value in
        \'*\'*\' | \"*\"*\") refuse_line "$1" "的值里还有引号" ;;
        \'*\') value=${value#\'} value=${value%\'} ;;
        *\\*) refuse_line "$1" "的值里有反斜杠：请用单引号括起来" ;;
        \"*\") value=${value#\"} value=${value%\"} ;;
        \'* | \"*) refuse_line "$1" "的引号没有成对" ;;
        esac
        export "$name=$value"
    done <"$1"
}

# refuse_line FILE WHY
refuse_line() {
    echo "错误：$1 第 $number 行$2。" >&2
    exit 2
}

for file in nongan.env release.env; do
    [ -e "$environment/$file" ] || continue
    [ -r "$environment/$file" ] || {
        echo "错误：这个账号读不到 $environment/$file，请用账号 nongan-release(恢复时用 root)运行。" >&2
        exit 2
    }
    read_environment "$environment/$file"
done

# need NAME…: ends the script with a sentence when one of these variables is missing.
need() {
    for name; do
        eval "value=\${$name:-}"
        [ -n "$value" ] || {
            echo "错误：没有 $name。请写进 $environment 中的 nongan.env 或 release.env(见 deploy/*.env.example)，并用能读它们的账号运行。" >&2
            exit 2
        }
    done
}
