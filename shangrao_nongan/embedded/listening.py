"""Where bin/run listens: HOST and PORT, whether they can be had, and how the address is written."""

from __future__ import annotations

import errno
import json
import os
import socket
import urllib.error
import urllib.request
from collections.abc import Mapping
from typing import Any

from .state import EmbeddedError

EVERYWHERE = {"0.0.0.0": "192.0.2.1", "::": "2001:db8::1"}  # noqa: S104  # compared, not bound; an address to ask about
ALONE = {"0.0.0.0": "127.0.0.1", "::": "::1", "localhost": "127.0.0.1"}  # noqa: S104  # the same machine, from itself


def host() -> str:
    return os.environ.get("HOST", "127.0.0.1").removeprefix("[").removesuffix("]")


def port() -> int:
    text = os.environ.get("PORT", "8000")
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise EmbeddedError(f"PORT 应为 1 到 65535 之间的数字，现在是“{text}”。")
    return int(text)


def check(host: str, port: int) -> None:
    try:
        with socket.socket(_family(host)) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except PermissionError:
        raise EmbeddedError(f"没有权限使用端口 {port}，请换一个：PORT=8000 bin/run") from None
    except socket.gaierror:
        raise EmbeddedError(f"HOST={host} 不是本机的地址。") from None
    except OSError as error:
        if error.errno in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT):  # the second: a machine without IPv6
            raise EmbeddedError(f"HOST={host} 不是本机的地址。") from None
        raise EmbeddedError(f"端口 {port} 已被其他程序占用，请换一个：PORT={port + 1} bin/run") from None


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def shown(host: str) -> str:
    """The address people type: for "everywhere" this machine's address in the local network; IPv6 in brackets."""
    if host in EVERYWHERE:
        try:
            with socket.socket(_family(host), socket.SOCK_DGRAM) as probe:
                probe.connect((EVERYWHERE[host], 9))  # sends nothing: only asks which address would be used
                host = probe.getsockname()[0]
        except OSError:
            host = ALONE[host]
    return f"[{host}]" if ":" in host else host


def url(host: str, port: int) -> str:
    return f"http://{shown(host)}:{port}"


def addresses(environment: Mapping[str, str], host: str, port: int) -> dict[str, str]:
    return {"SITE_URL": url(host, port), "ALLOWED_HOSTS": f"localhost,127.0.0.1,[::1],{shown(host)}", **environment}


# An office's proxy knows nothing of this machine's own address.
_straight = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def ask(host: str, port: int) -> dict[str, Any]:
    try:
        with _straight.open(f"{url(ALONE.get(host, host), port)}/readyz", timeout=5) as page:
            return json.load(page)
    except urllib.error.HTTPError as error:
        return json.load(error) if error.code == 503 else {}
    except (OSError, ValueError):
        return {}
