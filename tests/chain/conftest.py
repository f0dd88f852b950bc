"""A database of its own for each test, in which acts are committed and nights are closed one after another."""

import datetime as dt
import os
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from django.utils import timezone

from shangrao_nongan.chain import services
from shangrao_nongan.chain.models import Digest
from shangrao_nongan.chain.verifying import verify
from supervision.ground import history
from supervision.ground.people import Post
from supervision.ground.regions import Population
from tests import databases

FIRST = dt.date(2026, 1, 1)


@dataclass
class House:
    name: str

    def app(self):
        return databases.app_of(self.name)

    @contextmanager
    def owner(self):
        """Whom no guard and no right holds: an administrator of the database with ill will."""
        with databases.owner_of(self.name):
            yield

    def act(self, more=1):
        """A head count is corrected; the version and the act are in the history."""
        with self.app():
            row = Population.objects.order_by("pk").first()
            by = Post.objects.with_place().get(user__username="city")
            with history.acting(by, "更正人口", "公报", on=[row]):
                Population.objects.filter(pk=row.pk).update(count=row.count + more)

    def close(self, night=1):
        """Close what is written up to now under the date of this night: nothing is closed that is still to come."""
        with self.app():
            return services.seal(until=timezone.now(), day=FIRST + dt.timedelta(days=night))

    def sql(self, statement, *params):
        from django.db import connection

        with self.owner(), connection.cursor() as cursor:
            cursor.execute(statement, params or None)

    def faults(self, **asked):
        with self.app():
            return [(fault.source, fault.what) for fault in verify(**asked)]

    def heads(self):
        """What an auditor wrote down."""
        with self.app():
            return "\n".join(str(one) for one in Digest.objects.order_by("day", "source"))


@pytest.fixture
def house(django_db_setup, django_db_blocker, worker_id):
    name = f"nongan_test_chain_{worker_id}_{os.getpid()}"
    with django_db_blocker.unblock():
        databases._admin(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        databases._admin(f'CREATE DATABASE "{name}" TEMPLATE "{databases.template()}"')
        yield House(name)
        databases._admin(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
