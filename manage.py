#!/usr/bin/env python3
"""Django's command line.  Use bin/manage, which brings the servers and the environment."""
import os
import re
import sys

# These change or compare the schema, so they connect as the owner; everything else runs with the web's few rights.
OWNER_COMMANDS = {"migrate", "makemigrations", "sqlmigrate", "sqlflush", "dbshell", "pgtrigger", "grant_rights"}
# libpq's own words when a connection does not come about
NO_CONNECTION = re.compile("connection to server|could not translate host name")


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shangrao_nongan.settings")
    os.environ.setdefault("LOG_LEVEL", "WARNING")  # a command says in words what it did
    if len(sys.argv) > 1 and sys.argv[1] in OWNER_COMMANDS:
        os.environ["DATABASE_ROLE"] = "owner"
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import OperationalError

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"配置错误：{error}")
    except OperationalError as error:
        if not NO_CONNECTION.match(str(error)) or "--traceback" in sys.argv:
            raise
        name = "DATABASE_OWNER_URL" if os.environ.get("DATABASE_ROLE") == "owner" else "DATABASE_URL"
        sys.exit(f"连不上数据库，请检查 {name} 中的主机、账号和密码：{' '.join(str(error).split())}")
    except BrokenPipeError:  # whoever reads the output has seen enough:  bin/manage score_year … | head
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
