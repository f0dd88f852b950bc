"""Who may do what: one table, role × register, behind `post.has_perm`. Reviewed like code, because it is code.

A permission is written `app.verb_model`. Which *rows* a post sees is another question with another file:
supervision/ground/records/scope.py.
"""

from __future__ import annotations

from collections.abc import Set
from functools import cache

from supervision.ground.people import Role

Verbs = Set[str]
Row = dict[Role, frozenset[str]]
NOTHING: Verbs = frozenset()
CONFIRM = frozenset({"accept"})
READ = frozenset({"view", "export"})
RECORD = READ | {"add", "change", "submit"}
OWN = frozenset({"view", "add", "change", "submit"})
REVIEW = READ | {"accept", "return", "void"}
SECOND = READ | {"accept", "return"}
KEEP = RECORD | REVIEW | {"import"}

BUREAU = (Role.CITY_ADMIN, Role.CITY_REVIEWER, Role.COUNTY_ADMIN, Role.COUNTY_OFFICER)
COUNTY = (Role.COUNTY_ADMIN, Role.COUNTY_OFFICER)
CITY = (Role.CITY_ADMIN, Role.CITY_REVIEWER)
FIELD = (Role.TOWNSHIP_SUPERVISOR,)
HELPERS = (Role.VILLAGE_ASSISTANT,)
SUBJECTS = (Role.PRODUCER, Role.MARKET)
LABORATORY = (Role.LAB_TESTER, Role.LAB_VERIFIER)


def register(
    *,
    field: Verbs = RECORD,
    helpers: Verbs = NOTHING,
    county: Verbs = KEEP,
    city: Verbs = REVIEW,
    second: Verbs = NOTHING,
    subjects: Verbs = NOTHING,
    lookers: Verbs = READ,
    citizens: Verbs = NOTHING,
    **more: Verbs,
) -> Row:
    """The usual row: the township records, the county keeps and reviews, the city reviews too, the auditor looks.

    `city=READ` where the county alone decides; `system=KEEP` for what the demonstration or an import enters.
    A 复核人 (股长, 分管领导) looks, takes over and returns wherever the county does, decides `second` besides and
    enters nothing. A township that records also confirms (CONFIRM) what the county has typed for it, and nothing else.

    Closed to those outside: what is supervised (`subjects`) and a social supervisor, who is a citizen (`citizens`), see
    a register only where it says so; tests/house/test_seen_from_outside.py has the reason of each. Risk monitoring is
    internal (农产品质量安全监测管理办法 第35条, 待核: no result to anybody without consent of who ordered it).
    """
    row: Row = {}
    for roles, verbs in ((FIELD, field), (HELPERS, helpers), (COUNTY, county), (CITY, city), (SUBJECTS, subjects)):
        row |= dict.fromkeys(roles, frozenset(verbs))
    row[Role.REVIEW_ONLY] = SECOND & frozenset(county) | frozenset(second)
    row |= {Role.AUDITOR: frozenset(lookers) & READ, Role.SOCIAL_SUPERVISOR: frozenset(citizens)}
    return row | {Role(role): frozenset(verbs) for role, verbs in more.items()}


SUPERVISION = {
    "subject": register(
        field=RECORD | CONFIRM | {"alter"},
        helpers=OWN,
        county=KEEP | {"alter"},
        city=REVIEW | {"alter"},
        subjects={"view"},
        system=KEEP | {"grade", "alter"},
    ),
    # Told by whoever keeps the row, taken over by another person; the city looks at what ends a duty.
    "change": register(field=RECORD | CONFIRM, county=RECORD | REVIEW, city=RECORD | REVIEW | {"look"}, system=KEEP),
    # What the county has proposed is no township's to confirm: it moves the county's own numbers.
    "merge": register(county=KEEP - {"import"}, system=KEEP),
    "patrol": register(field=RECORD | CONFIRM, helpers=OWN, subjects={"view"}, system=KEEP),
    "rectification": register(
        field=RECORD | {"fix", "recheck", "order"},
        helpers={"view"},
        county=KEEP | {"recheck", "order", "draw"},
        second={"recheck", "draw"},
        subjects={"view", "fix"},
        system=KEEP | {"recheck", "order", "fix", "draw"},
    ),
    "checklist": {
        Role.CITY_ADMIN: frozenset({"add", "change", "publish", "withdraw"}),
        Role.CITY_REVIEWER: frozenset({"publish"}),
        Role.SYSTEM: frozenset({"add"}),
    },
    # How registers are reviewed: the city for all, a county for itself and only stricter (desk/manner).
    "reviewpaper": {
        **dict.fromkeys(
            (Role.CITY_ADMIN, Role.COUNTY_ADMIN), frozenset({"view", "add", "change", "publish", "withdraw"})
        ),
        **dict.fromkeys((Role.CITY_REVIEWER, Role.COUNTY_OFFICER, Role.REVIEW_ONLY), frozenset({"view", "publish"})),
        **dict.fromkeys((Role.TOWNSHIP_SUPERVISOR, Role.AUDITOR), frozenset({"view"})),
    },
    "termedition": {
        Role.CITY_ADMIN: frozenset({"add", "change", "publish", "withdraw"}),
        Role.CITY_REVIEWER: frozenset({"publish"}),
        Role.SYSTEM: frozenset({"add"}),
    },
    # A market produces nothing and issues no certificate (domain 5): it looks at those it receives.
    "productionrecord": register(
        field=RECORD | CONFIRM, helpers=OWN, subjects=OWN, market=frozenset({"view"}), system=KEEP
    ),
    "staff": register(
        field=RECORD | CONFIRM | {"alter"}, county=KEEP | {"alter"}, city=REVIEW | {"alter"}, system=KEEP | {"alter"}
    ),
    "training": register(field=RECORD | CONFIRM, city=KEEP, system=KEEP),
    "laboratory": register(field=READ, county=KEEP | {"alter"}, city=REVIEW | {"alter"}, system=KEEP | {"alter"}),
    "laboratorycertificate": register(field=READ, system=KEEP),
    "case": register(
        field=READ,
        city=REVIEW | {"classify", "close"},
        second={"close"},
        county=KEEP | {"classify", "file", "decide", "close", "transfer"},
        system=KEEP | {"classify", "file", "decide", "close", "transfer"},
    ),
    "workreport": register(field=RECORD | CONFIRM, system=KEEP),
    "fiveone": register(field=READ, county=READ, city=READ),
    "statistic": dict.fromkeys((*BUREAU, *FIELD, Role.REVIEW_ONLY, Role.AUDITOR), frozenset({"view"})),
    "organisation": register(field={"view"}, county=READ | {"add"}, city=READ | {"add"}),
    "post": {
        **dict.fromkeys((Role.CITY_ADMIN, Role.COUNTY_ADMIN), READ | {"add", "change"}),
        Role.AUDITOR: READ,
        Role.SYSTEM: frozenset({"add"}),
    },
    # Who takes imported rows over: those who accept them one by one, and the township that the county typed for.
    "importbatch": register(
        field={"view", "accept"},
        county={"view", "undo", "accept"},
        city={"view", "undo", "accept"},
        lookers=READ,
    ),
    # What the auditor reads of what was done: acts, log-ins, workbooks taken out. Nobody else, and nobody writes.
    **{model: {Role.AUDITOR: READ} for model in ("act", "accountact", "appointment", "signin", "exported")},
    # Who reads a person's number whole, one at a time and noted: those who call and visit, in their own place.
    "reveal": {
        **dict.fromkeys((Role.COUNTY_OFFICER, *FIELD), frozenset({"add"})),
        Role.AUDITOR: READ,
    },
    "job": {role: frozenset({"view"}) for role in Role},
    "region": {role: frozenset({"view"}) for role in Role},
    "term": register(field=READ, county=READ, city_admin=READ | {"change"}),
    "fact": register(field=READ, county=READ, city=READ, system=READ | {"add"}),
}

MONITORING = {
    "plan": register(
        field={"view"},
        county=READ,
        city_admin=READ | {"add", "change"},
        city_reviewer=READ,
        system=KEEP,
    ),
    "quota": register(
        field={"view"},
        county=READ,
        city_admin=READ | {"adjust"},
        city_reviewer=READ | {"adjust"},
        system=KEEP | {"adjust"},
    ),
    "task": register(field=READ, county=RECORD, city=RECORD, system=KEEP),
    "sample": register(city=KEEP, subjects={"view"}, system=KEEP),
    "testorder": {
        Role.LAB_TESTER: frozenset({"view", "receive", "result", "correct"}),
        Role.LAB_VERIFIER: frozenset({"view", "verify", "return", "export"}),
        Role.SYSTEM: KEEP | {"receive", "result", "verify", "correct"},
        **dict.fromkeys((*COUNTY, Role.REVIEW_ONLY), frozenset({"view"})),
        **dict.fromkeys(CITY, frozenset({"view"})),
    },
    # Whose level is asked for its consent, and who sees what is not in force yet: monitoring/rules/corrections.py.
    "correction": {
        **dict.fromkeys((*LABORATORY, *FIELD, Role.AUDITOR, Role.REVIEW_ONLY), frozenset({"view"})),
        **dict.fromkeys(BUREAU, frozenset({"view", "consent"})),
    },
    "handling": register(field={"view"}, county=KEEP | {"close"}, system=KEEP | {"close"}),
    # The inspected party asks, or the county for it; who answers is said by level: monitoring/rules/orderers.py.
    "retest": register(field={"view"}, county=RECORD | REVIEW, city=RECORD | REVIEW, producer=OWN, system=KEEP),
    "capability": register(field=READ, city=KEEP, social_supervisor=frozenset(), system=KEEP),
}

CERTIFICATES = {
    "certificate": register(
        # Void: what one's own office issued for somebody; the rest is marked. Nobody reviews a certificate.
        # Hide: take back the phone that a business published.
        field=RECORD | {"mark", "void", "hide"},
        county=RECORD | {"import", "mark", "void", "hide"},
        city=READ,
        subjects=OWN | {"export", "void", "hide"},
        market=frozenset({"view", "export"}),
        system=KEEP | {"mark", "hide"},
    ),
    "pilot": register(field=READ, county=READ, city=KEEP, citizens={"view"}, system=KEEP),
}

CREDIT = {
    "creditfile": register(
        field=READ, county=READ | {"add", "import"}, city=READ | {"add", "import"}, subjects={"view"}, system=KEEP
    ),
    "creditentry": register(field=READ, county=READ, city=READ, subjects={"view"}, system=KEEP),
    "creditoverride": register(
        field=READ, county=RECORD | REVIEW, city=RECORD | REVIEW, subjects={"view"}, system=KEEP
    ),
    "objection": register(county=KEEP, city=REVIEW, subjects=OWN, market=frozenset({"view"}), system=KEEP),
}

GREENFOOD = {
    "certification": register(
        field=READ,
        county=KEEP | {"renew", "withdraw", "alter"},
        city=KEEP | {"renew", "withdraw", "alter"},
        subjects={"view"},
        citizens={"view"},
        system=KEEP | {"renew", "withdraw"},
    ),
    "openinglist": register(
        field=READ, county=READ, city=READ, city_admin=READ | {"add", "lock"}, system=KEEP | {"lock"}
    ),
    "growthtarget": register(field=READ, county=READ, city=READ | {"change"}, system=KEEP),
}

COMMAND = {"report", "level", "respond", "end"}
EMERGENCY = {
    "incident": register(
        field=RECORD | {"report"},
        helpers={"view", "add", "submit"},
        citizens={"view", "add", "submit"},
        county=KEEP | COMMAND,
        city=KEEP | COMMAND | {"determine"},
        system=KEEP | COMMAND | {"determine"},
    ),
    "determination": register(field=READ, county=READ, city=RECORD | REVIEW, system=KEEP),
}

ASSESSMENT = {
    "scheme": register(
        field={"view"}, county={"view"}, city=READ, city_admin=READ | {"add", "change", "lock"}, system=KEEP | {"lock"}
    ),
    "run": register(field=frozenset(), county=READ, city=READ | {"score"}, lookers=READ, system=KEEP | {"score"}),
}

CHAIN = {"digest": dict.fromkeys((Role.CITY_ADMIN, Role.AUDITOR), frozenset({"view"}))}

TABLE = {
    "supervision": SUPERVISION,
    "monitoring": MONITORING,
    "certificates": CERTIFICATES,
    "credit": CREDIT,
    "greenfood": GREENFOOD,
    "emergency": EMERGENCY,
    "assessment": ASSESSMENT,
    "chain": CHAIN,
}


@cache
def permissions_of(role: str) -> frozenset[str]:
    """Every permission of a role, as `app.verb_model`."""
    return frozenset(
        f"{app}.{verb}_{model}"
        for app, models in TABLE.items()
        for model, row in models.items()
        for verb in row.get(Role(role), ())
    )
