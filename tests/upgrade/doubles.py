"""Look-alikes as a release without keys let them in."""

from .catalog import ask

NAMES = ("双胞（广信）合作社", "双胞(广信)合作社", "双胞 （广信）合作社", "双胞\u200b（广信）合作社")
COLUMNS = """
    number, region_id, township_id, county_id, managing_zone_id, state, made_by_id, made_at, returned_why, voided_why,
    version, pinyin, kind, industry, credit_code, contact, phone_sealed, phone_tail, identity_sealed,
    identity_digest, identity_tail, address, datum, "leading", status, status_why, credit_grade, registered_on
"""


def copies(name, names, stem):
    """Look-alikes as code without keys writes them."""
    bare = COLUMNS.replace("credit_code", "''").replace("identity_digest", "''")
    from_one = "FROM supervision_subject WHERE kind = 'cooperative' AND state = 'accepted' ORDER BY id LIMIT 1"
    for at, called in enumerate(names):
        like = bare.replace("number", f"'ZT-{stem}-{at}'", 1)
        made = f"INSERT INTO supervision_subject (name, {COLUMNS}) SELECT '{called}', {like} {from_one} RETURNING id"
        ask(name, made)
