"""Reading the environment.  A missing or wrong value stops the start with one Chinese sentence that names it."""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured

HINT = "用 bin/run、bin/test 或 bin/manage 启动时会自动设置；真实服务器请写入 deploy/ 中说明的环境文件。"


def required(name: str) -> str:
    value = os.environ.get(name, "").strip()
    if not value:
        raise ImproperlyConfigured(f"环境变量 {name} 没有设置。{HINT}")
    return value


def optional(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def flag(name: str, default: bool = False) -> bool:
    value = optional(name, "1" if default else "0")
    if value not in ("0", "1"):
        raise ImproperlyConfigured(f"环境变量 {name} 只能是 0 或 1,现在是“{value}”。")
    return value == "1"


def number(name: str, default: int, *, least: int) -> int:
    value = optional(name, str(default))
    if not (value.isascii() and value.isdecimal() and least <= int(value) < 10**6):
        raise ImproperlyConfigured(f"环境变量 {name} 应为不小于 {least} 的整数，现在是“{value}”。")
    return int(value)


def choice(name: str, allowed: Sequence[str]) -> str:
    """One of `allowed`; the first is the default."""
    value = optional(name, allowed[0])
    if value not in allowed:
        raise ImproperlyConfigured(f"环境变量 {name} 只能是 {'、'.join(allowed)} 之一，现在是“{value}”。")
    return value


def listed(name: str, default: str = "") -> list[str]:
    return [part.strip() for part in optional(name, default).split(",") if part.strip()]


def day(name: str) -> datetime.date | None:
    """A date such as 2021-12-20, or None when the variable is empty."""
    value = optional(name)
    if not value:
        return None
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        raise ImproperlyConfigured(f"环境变量 {name} 应为日期(如 2021-12-20),现在是“{value}”。") from None


def secret(name: str, least: int = 40) -> str:
    value = required(name)
    if len(value) < least:
        raise ImproperlyConfigured(f"环境变量 {name} 太短：至少 {least} 个字符。")
    return value


def personal_data_keys(name: str) -> list[str]:
    """The keys that encrypt ID-card and phone numbers; the first one encrypts, all of them decrypt."""
    keys = [part.strip() for part in required(name).split(",") if part.strip()]
    for key in keys:
        try:
            Fernet(key)
        except ValueError:
            raise ImproperlyConfigured(f"环境变量 {name} 中有一个密钥不是 Fernet 格式(32 字节的 base64)。") from None
    return keys


def database_url(name: str, default: str | None = None) -> str:
    value = optional(name, default or "") or required(name)
    if not re.match(r"(postgres|postgresql)://", value):
        raise ImproperlyConfigured(f"环境变量 {name} 应以 postgres:// 开头：本系统只使用 PostgreSQL。")
    return value


def redis_url(name: str) -> str:
    value = required(name)
    if not re.match(r"(redis|rediss|unix)://", value):
        raise ImproperlyConfigured(f"环境变量 {name} 应以 redis://、rediss:// 或 unix:// 开头。")
    return value


def broker_url(url: str) -> str:
    """The same server in Celery's spelling: kombu writes unix sockets differently from redis-py."""
    if not url.startswith("unix://"):
        return url
    parts = urlsplit(url)
    number = re.search(r"(?:^|&)db=(\d+)", parts.query)
    return f"redis+socket://{parts.path}?virtual_host={number[1] if number else 0}"
