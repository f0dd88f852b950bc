"""After a merging both are read on the page of the one that stays, and counted once; both numbers go on answering."""

import pytest

from certificates.figures import issuing_subjects
from credit.figures import credit_files
from credit.services import open_file
from supervision.grid.merging import confirm_merge, propose_merge
from supervision.ground.errors import RuleViolation
from supervision.ground.measures import Period
from supervision.ground.subjects import Subject
from supervision.patrols.figures.patrol import visited_share
from supervision.patrols.models.checklist import checklist_for
from supervision.patrols.models.patrol import Patrol
from supervision.patrols.services.patrol import LIFE, record_patrol
from tests import make
from tests.cast import GUANGXIN
from tests.registers import DAY

YEAR = Period.of_year(2021)
CODE = "91361104MA35XXXX4F"


def visit(cast, subject, **more):
    answers = dict.fromkeys(checklist_for(subject.industry, DAY).labels(), "ok")
    fine = {"conclusion": "pass", "records_kept": "complete", "answers": answers}
    return record_patrol(by=cast.township.post, subject=subject, held_on=DAY, submit=True, late_why="补", **fine | more)


@pytest.fixture
def pair(cast):
    double = make.subject("晴川蔬菜专业合作社", credit_code=CODE, registered_on=DAY)
    kept = make.subject("新晴川农场", registered_on=DAY)
    visit(cast, double)
    return double, kept


def merged(cast, double, kept):
    made = propose_merge(by=cast.township.post, submit=True, subject=double, into=kept, why="同一家")
    confirm_merge(type(made).objects.get(pk=made.pk), by=cast.guangxin.post)
    return Subject.objects.get(pk=double.pk), Subject.objects.get(pk=kept.pk)


def share(figure=visited_share, *more):
    one = figure(YEAR, *more)[GUANGXIN]
    return one.numerator, one.denominator


def test_a_visit_to_the_double_is_a_visit_to_the_one(cast, pair):
    before, due = share()
    merged(cast, *pair)
    assert share() == (before, due - 1)
    page = cast.guangxin.get("/supervision/patrols/", {"since": "2021-01-01", "until": "2021-12-31"}).content.decode()
    assert "已巡查的应巡查对象" in page
    visit(cast, Subject.objects.get(pk=pair[1].pk))
    assert share() == (before, due - 1)


def test_certificates_and_credit_files_count_the_one(cast, pair):
    _issued, due = share(issuing_subjects)
    filed, all_ = share(credit_files, {})
    open_file(subject=pair[0], by=cast.guangxin.post)
    merged(cast, *pair)
    assert share(issuing_subjects)[1] == due - 1
    assert share(credit_files, {}) == (filed + 1, all_ - 1)


def test_the_page_of_the_one_reads_both(cast, pair):
    double, kept = merged(cast, *pair)
    number = Patrol.objects.get(subject=double).number
    dossier = cast.guangxin.get(f"/subjects/{kept.pk}/dossier/")
    assert number in dossier.content.decode() and "重复登记合并" in dossier.content.decode()
    page = cast.guangxin.get(f"/supervision/subjects/{kept.pk}/").content.decode()
    assert "已并入的登记" in page and double.number in page and CODE in page
    own = cast.guangxin.get(f"/supervision/subjects/{double.pk}/").content.decode()
    assert "已并入" in own and f'href="/supervision/subjects/{kept.pk}/"' in own


def test_both_numbers_answer(cast, pair):
    double, kept = merged(cast, *pair)
    for word in (double.number, CODE, "qingchuan", "晴川蔬菜", kept.number):
        found = cast.township.get("/supervision/subjects/search/", {"q": word}).json()["results"]
        assert [one["id"] for one in found] == [kept.pk], word
    for word in (double.number, CODE):
        page = cast.guangxin.get("/supervision/subjects/", {"q": word}).content.decode()
        assert double.number in page, word
    listed = cast.guangxin.get("/supervision/patrols/", {"q": "新晴川", "since": "2021-01-01"}).content.decode()
    assert Patrol.objects.get(subject=double).number in listed
    assert cast.xinzhou.get("/supervision/subjects/search/", {"q": CODE}).json()["results"] == []


def test_nothing_new_is_entered_on_the_double(cast, pair):
    double, kept = merged(cast, *pair)
    with pytest.raises(RuleViolation, match=r"已并入“新晴川农场”.*请选择后者"):
        visit(cast, double)
    offered = cast.township.get("/supervision/productionrecords/new/").content.decode()
    assert f'value="{kept.pk}"' in offered and f'value="{double.pk}"' not in offered
    choose = cast.township.get("/supervision/patrols/new/").content.decode()
    assert "新晴川农场" in choose and "晴川蔬菜专业合作社" not in choose


def test_a_returned_record_of_the_double_is_still_corrected(cast, pair):
    own = Patrol.objects.get(subject=pair[0])
    LIFE.return_(own, by=cast.guangxin.post, why="补照片")
    double, _kept = merged(cast, *pair)
    again = Patrol.objects.select_related("subject", "region").get(pk=own.pk)
    LIFE.edit(again, by=cast.township.post, version=again.version, subject=double, problems="无")
    assert Patrol.objects.get(pk=own.pk).subject == double
