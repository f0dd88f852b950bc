"""What citizens and the supervised can read at all: a list, with the reason of each. A new register is closed to them
until it stands here; a new column too.

风险监测 is internal (监测办法 第35条, 待核), and so are named failing results that nobody has published, proposals of a
lower grade, cases, staff, and the numbers of persons.
"""

import pytest

from shangrao_nongan import roles
from supervision.ground.people import Role

from . import site

REASONS = {
    Role.SOCIAL_SUPERVISOR: {
        "certifications": "绿色有机地标获证产品本来就由认证机构向社会公布",
        "pilots": "试点县由公开文件确定",
        "incidents": "只有本人报告的：知道后来怎样了",
    },
    Role.PRODUCER: {
        "subjects": "本单位的登记",
        "patrols": "对本单位的巡查，当场由负责人签字",
        "rectifications": "本单位要整改什么、到哪天",
        "productionrecords": "自己记的生产记录",
        "samples": "对本单位的监督抽查和委托自检，结果依法书面通知（L22 第51条）",
        "certificates": "本单位开具的合格证",
        "creditfiles": "本单位的信用等级",
        "creditentries": "本单位的信用记录，可以提出异议",
        "creditoverrides": "本单位已经复核生效的等级调整",
        "objections": "本单位提出的异议",
        "certifications": "本单位的认证",
    },
}
# A market is asked about itself in the same registers, and applies for no retest: nothing of its own is sampled.
REASONS[Role.MARKET] = dict(REASONS[Role.PRODUCER])
REASONS[Role.PRODUCER]["retests"] = "本单位申请的复检（L22 第51条）"
TAKEN_AWAY = {Role.SOCIAL_SUPERVISOR: set(), Role.PRODUCER: {"certificates"}, Role.MARKET: {"certificates"}}
CITIZENS = {
    "certifications": [
        "product_name",
        "kind",
        "certificate_number",
        "holder",
        "county",
        "valid_from",
        "valid_to",
        "standing",
    ],
    "pilots": ["county", "batch", "since_year", "until_year", "document", "registered_on"],
    "incidents": ["title", "number", "noticed_on", "county", "township", "status", "text", "place", "product"],
}
# Beside registers: one's own session, papers and notices, and pages that belong to nobody.
OPEN_TO_CITIZENS = {
    "home", "todos", "me", "login", "favicon", "healthz", "readyz", "api-docs", "schema", "password_change",
    "password_change_done", "certificate-public", "supervision:notices", "supervision:jobs", "supervision:unsent",
    "supervision:unsent-key", "supervision:mine", "supervision:find",
    "emergency:incidents", "emergency:incidents-new", "greenfood:certifications",
    "greenfood:certifications-detail", "greenfood:growth", "certificates:pilots", "certificates:pilots-detail",
    "api-certifications", "api-certifications-detail", "api-pilots", "api-pilots-detail", "api-incidents",
    "login-slash",
    "devices", "second", "login-code",
}  # fmt: skip


def perm_of(role, register, verb):
    return register.perm(verb) in roles.permissions_of(role)


@pytest.mark.parametrize("role", list(REASONS))
def test_the_registers_are_those_of_the_list(role):
    found = {register.key for register in site.registers() if perm_of(role, register, "view")}
    assert found == set(REASONS[role])
    assert {register.key for register in site.registers() if perm_of(role, register, "export")} == TAKEN_AWAY[role]


def test_the_columns_a_citizen_reads(cast):
    post = cast.social.post
    found = {register.key: [column.name for column in register.columns_of(post)] for register in site.registers()}
    assert {key: names for key, names in found.items() if names} == CITIZENS


def test_the_columns_are_those_of_list_page_and_api(scene, cast):
    for key in ("certifications", "pilots"):
        register = next(one for one in site.registers() if one.key == key)
        told = cast.social.get(f"/api/{key}/").json()["results"]
        assert told and all(set(row) == {"id", *CITIZENS[key]} for row in told)
        page = cast.social.get(register.url("detail", told[0]["id"]))
        labels = [item["label"] for group in page.context["fields"] for item in group["items"]]
        assert set(labels) <= {register.by_name[name].label for name in CITIZENS[key]}
        assert page.context["timeline"] == [] and page.context["panels"] == []
        assert cast.social.get(f"/api/{key}/", {"sort": "made_by"}).status_code == 400


def test_the_addresses_open_to_a_citizen(scene, cast):
    opened = {target.name for target in scene.targets() if cast.social.client.get(target.url).status_code == 200}
    assert opened - OPEN_TO_CITIZENS == set()


@pytest.mark.parametrize("who", ["producer", "market"])
def test_the_supervised_open_nothing_of_others(scene, cast, who):
    member = getattr(cast, who)
    for register in site.registers():
        row = scene.row_of(register)
        if member.post.has_perm(register.perm("view")):
            assert not register.rows(member.post).filter(pk=row.pk).exists(), register.key
            assert member.client.get(register.url("detail", row.pk)).status_code == 404
