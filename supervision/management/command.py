"""The mother of the commands: what an office refuses is said in its words, and the exit tells a script."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, DataError, IntegrityError, ProgrammingError

from supervision.ground.errors import Forbidden, RuleViolation, file_trouble


class NotDone(CommandError):
    """Ends the command with exit 1 and its sentence."""


NotDone.__name__ = "没有完成"  # Django prints the name before the sentence


class OfficeCommand(BaseCommand):
    def execute(self, *args: Any, **options: Any) -> Any:
        try:
            return super().execute(*args, **options)
        except (RuleViolation, Forbidden) as refused:
            raise NotDone(str(refused)) from refused
        except DatabaseError as broken:
            if isinstance(broken, (DataError, IntegrityError, ProgrammingError)):
                raise  # a fault of ours: the whole trace is wanted
            raise NotDone("数据库连接中断，没有完成，请稍后重试。") from broken
        except OSError as broken:
            if broken.filename is None:
                raise
            raise NotDone(file_trouble(broken)) from broken
