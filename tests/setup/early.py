"""Loaded by pytest's -p before Django's settings are read: each process has its own corner of Valkey."""

import os

import pytest

if "DATABASE_URL" not in os.environ:
    raise pytest.UsageError("请用 bin/test 运行测试，它会准备好数据库。")
os.environ["KEY_PREFIX"] = f"nongan-test-{os.getpid()}"
# Playwright runs its own event loop in the test's thread, and Django then refuses the ORM there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
