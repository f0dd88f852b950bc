"""The login page of a demonstration site says who one can be; any other says nothing."""

from __future__ import annotations

from typing import Any

import pytest

from shangrao_nongan.demo.accounts import ACCOUNTS, password


@pytest.mark.django_db
def test_the_accounts_are_listed(client: Any) -> None:
    page = client.get("/login").content.decode()
    assert password() in page
    assert all(account.username in page and account.label in page for account in ACCOUNTS)


@pytest.mark.django_db
def test_a_real_site_lists_nobody(client: Any, settings: Any) -> None:
    settings.DEMO_TODAY = None
    page = client.get("/login").content.decode()
    assert password() not in page
    assert ACCOUNTS[0].username not in page
