"""Settings come from the environment and fail loudly, in Chinese, naming the variable."""

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from shangrao_nongan import environment as env

from .conftest import ROOT


@pytest.mark.parametrize(
    ("name", "value", "reader"),
    [
        ("SECRET_KEY", None, lambda: env.secret("SECRET_KEY")),
        ("SECRET_KEY", "short", lambda: env.secret("SECRET_KEY")),
        ("DATABASE_URL", None, lambda: env.database_url("DATABASE_URL")),
        ("DATABASE_URL", "mysql://a/b", lambda: env.database_url("DATABASE_URL")),
        ("REDIS_URL", "http://a", lambda: env.redis_url("REDIS_URL")),
        ("PERSONAL_DATA_KEYS", "not a key", lambda: env.personal_data_keys("PERSONAL_DATA_KEYS")),
        ("DEMO_TODAY", "2021-13-01", lambda: env.day("DEMO_TODAY")),
        ("DEBUG", "yes", lambda: env.flag("DEBUG")),
        ("LOG_FORMAT", "xml", lambda: env.choice("LOG_FORMAT", ("console", "json"))),
    ],
)
def test_a_bad_value_is_refused_by_name(monkeypatch, name, value, reader):
    monkeypatch.delenv(name, raising=False)
    if value is not None:
        monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=f"环境变量 {name}"):
        reader()


@pytest.mark.parametrize(
    ("redis", "celery"),
    [
        ("redis://host:6379/3", "redis://host:6379/3"),
        ("unix:///run/v.sock?db=2", "redis+socket:///run/v.sock?virtual_host=2"),
        ("unix:///run/v.sock", "redis+socket:///run/v.sock?virtual_host=0"),
    ],
)
def test_the_broker_is_the_same_server_in_celerys_spelling(redis, celery):
    assert env.broker_url(redis) == celery


def test_a_command_without_environment_ends_with_one_sentence():
    bare = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    done = subprocess.run([sys.executable, "manage.py", "check"], cwd=ROOT, env=bare, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.startswith("配置错误：环境变量 SECRET_KEY 没有设置")
    assert "Traceback" not in done.stderr
