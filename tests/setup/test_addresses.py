"""Whose address a request has: the visitor's, as nginx tells it, never the claim of the visitor."""

import pytest
from axes.helpers import get_client_ip_address
from django.test import RequestFactory


@pytest.fixture
def asked():
    return RequestFactory().get("/", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="203.0.113.7")


def test_behind_nginx_it_is_the_visitors(asked, settings):
    settings.AXES_IPWARE_META_PRECEDENCE_ORDER = ["HTTP_X_FORWARDED_FOR"]  # as settings.py says for HTTPS
    assert get_client_ip_address(asked) == "203.0.113.7"


def test_without_nginx_a_header_says_nothing(asked):
    assert get_client_ip_address(asked) == "127.0.0.1"
