"""What is asked of a subject by its kind, by the law or by the office: whom the shares of the figures are of."""

from __future__ import annotations

from .vocabulary import Kind

# Who has to be visited: the small farmers are drawn by sampling, markets belong to market supervision.
VISITED = (
    Kind.ENTERPRISE,
    Kind.COOPERATIVE,
    Kind.FAMILY_FARM,
    Kind.COLLECTOR,
    Kind.SLAUGHTERHOUSE,
    Kind.INPUT_SHOP,
)
# Who has to keep production records by law (农产品质量安全法第二十七条); others are encouraged to, and missing ones
# are written down but are no fault of theirs.
RECORD_KEEPERS = (Kind.ENTERPRISE, Kind.COOPERATIVE)
# Who must issue certificates (农产品质量安全法第三十九条).
ISSUERS = (Kind.ENTERPRISE, Kind.COOPERATIVE, Kind.COLLECTOR)
# Whose credit is kept: who produces, collects or slaughters, and who sells farm inputs. Markets and supermarkets stand
# under market supervision.
RATED = (
    Kind.ENTERPRISE,
    Kind.COOPERATIVE,
    Kind.FAMILY_FARM,
    Kind.SMALLHOLDER,
    Kind.COLLECTOR,
    Kind.SLAUGHTERHOUSE,
    Kind.INPUT_SHOP,
)
SAID = {"定期巡查": VISITED, "生产记录": RECORD_KEEPERS, "开具合格证": ISSUERS, "信用评价": RATED}


def of(kind: str) -> list[str]:
    """The duties of a kind, in words."""
    return [said for said, kinds in SAID.items() if kind in kinds]


def lost(before: str, after: str) -> list[str]:
    """The duties of one kind that the other has not."""
    kept = of(after)
    return [said for said in of(before) if said not in kept]
