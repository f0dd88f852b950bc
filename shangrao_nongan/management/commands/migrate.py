"""All of an upgrade or nothing of it: tables, content types, triggers, guards, rights and the record."""

from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import connections, transaction

from ... import installed, schema
from ...applying import in_runs

LOCK = 0x6E6F6E67616E  # two releases at once: the second waits, and then finds nothing to do


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        with transaction.atomic(using=connection.alias), in_runs():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
                # PostgreSQL does not alter a table for which checks still wait for the end of the transaction.
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            found = schema.standing(connection)
            if found.refusal:
                raise CommandError(found.refusal)
            if found.ahead:
                self.stdout.write(schema.AHEAD.format("、".join(found.unknown)))
                return
            if options["plan"] or options["check_unapplied"]:
                super().handle(*args, **options)
                return
            schema.make_record(connection)
            installed.take_away(connection, found.by_hand)
            super().handle(*args, **options)
            schema.record(connection)
