# Sourced.  connect NAME takes the variable NAME, a postgres:// address, apart: ADDRESS is the address without its
# password, PGPASSWORD the password. Every account of a machine can read the arguments of a process (ps), but only its
# own account the environment. Python reads the address as the site itself does.
connect() {
    eval "value=\${$1:-}"
    parts=$(ADDRESS=$value python3 -c '
import os
from urllib.parse import parse_qs, unquote, urlsplit

url = urlsplit(os.environ["ADDRESS"])
assert url.scheme in ("postgres", "postgresql")
who, at, where = url.netloc.rpartition("@")
user, _, password = who.partition(":")
query = "&".join(part for part in url.query.split("&") if part and not part.startswith("password="))
print(f"{url.scheme}://{user}{at}{where}{url.path}{query and chr(63) + query}")
print(parse_qs(url.query).get("password", [unquote(password)])[0], end="")
' 2>/dev/null) || {
        echo "错误：$1 应是 postgres://账号:密码@主机/库名 这样的地址(密码中的特殊符号写成 %40 这样)，并需要 python3。" >&2
        exit 2
    }
    ADDRESS=${parts%%
*}
    export ADDRESS
    case $parts in *"
"?*) export PGPASSWORD="${parts#*
}" ;; esac
}
