"""What every run imports and no fault touches: read once by the process that all runs are forked from.

Nothing here may ask for Django's settings: they are the copy's own.
"""

import celery.app.base
import cryptography.fernet
import django.contrib.auth.hashers
import django.contrib.postgres.aggregates
import django.contrib.postgres.fields
import django.core.management
import django.db.backends.postgresql.base
import django.test
import django_filters
import hypothesis
import jsonschema
import openpyxl
import PIL.Image
import psycopg2.extras
import pypinyin
import pytest
import redis
import segno
import structlog

__all__ = ["PIL", "celery", "cryptography", "django", "django_filters", "hypothesis", "jsonschema", "openpyxl"]
__all__ += ["psycopg2", "pypinyin", "pytest", "redis", "segno", "structlog"]
