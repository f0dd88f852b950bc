"""Installing the history triggers after a migration, for the tables that are there.

pgtrigger's own installer stops at the first model whose table is not made yet, so a single app could not be migrated.
"""
import pgtrigger
from django.db import connections


def install(using="default", **kwargs):
    tables = set(connections[using].introspection.table_names())
    for model, trigger in pgtrigger.registered():
        if model._meta.db_table in tables:
            trigger.install(model, database=using)
    pgtrigger.prune(database=using)
