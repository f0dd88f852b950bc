"""A page costs the same number of queries for one row and for a dozen."""

import pytest

from tests import registers

from . import site

MANY = 11


def sees(post, register):
    return post.has_perm(register.perm("view")) and register.rows(post).exists()


@pytest.mark.parametrize("register", site.registers(), ids=lambda register: register.key)
def test_lists_and_details_cost_the_same(scene, cast, queries_of, register):
    looking = (cast.lab_tester, cast.guangxin, cast.guangxin_admin, cast.auditor)
    member = next(one for one in looking if sees(one.post, register))
    row = scene.row_of(register)
    pages = [register.url(), f"/api/{register.key}/", register.url("detail", row.pk)]
    before = [queries_of(member, page) for page in pages]
    for _ in range(MANY):
        registers.make(register.model._meta.label_lower)
    assert register.rows(member.post).count() >= MANY
    after = [queries_of(member, page) for page in pages]
    assert after == before
    assert max(after) <= 30, dict(zip(pages, after, strict=True))


def test_home_and_todos_cost_the_same(scene, cast, queries_of):
    pages = [(member, url) for member in (cast.city, cast.guangxin, cast.township) for url in ("/", "/todos/", "/me/")]
    before = [queries_of(*page) for page in pages]
    for label in registers.MAKERS:
        registers.make(label)
        registers.make(label)
    assert [queries_of(*page) for page in pages] == before


def test_a_dossier_costs_the_same(scene, cast, queries_of):
    """一户一档 of a subject with one visit and with a dozen."""
    from supervision.ground.subjects import Subject

    visit = scene.rows["supervision.patrol"]
    url = f"/subjects/{visit.subject_id}/dossier/"
    before = queries_of(cast.guangxin, url)
    known = Subject.objects.get(pk=visit.subject_id)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(registers.Place, "subject", lambda place: known)
        for label in ("supervision.patrol", "supervision.productionrecord", "monitoring.sample"):
            for _ in range(MANY):
                registers.make(label)
    assert queries_of(cast.guangxin, url) == before
