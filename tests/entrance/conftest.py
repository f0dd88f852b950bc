from __future__ import annotations

import uuid

import pytest

from shangrao_nongan.entrance import rules


@pytest.fixture(autouse=True)
def _own_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """What other tests have counted is not counted here."""
    mine, buckets = uuid.uuid4().hex, rules.buckets

    def own(name: str, address: str, device: str) -> list[rules.Bucket]:
        return [rules.Bucket(f"{mine}:{one.key}", one.most, one.whose) for one in buckets(name, address, device)]

    monkeypatch.setattr(rules, "buckets", own)
