"""The patrol's pages, at the township's phone and at the county's desk."""

import re
import uuid

import pytest
from django.utils import timezone

from supervision.ground import editions
from supervision.ground.people import User
from supervision.ground.records import State
from supervision.models import Checklist, Patrol, Rectification
from tests import make

from .maker import answers, patrol, rectify

NEW = "/supervision/patrols/new/"


def typed(subject, **more):
    given = {f"answer_{code}": answer for code, answer in answers(subject).items()}
    return (
        given
        | {
            "subject": subject.pk,
            "held_on": "2021-11-03",
            "records_kept": "complete",
            "conclusion": "pass",
            "client_key": str(uuid.uuid4()),
            "submit": "1",
        }
        | more
    )


def test_whom_to_visit_is_asked_first(cast):
    subject, foreign = make.subject("董团甲合作社"), make.subject("沙溪乙合作社", at="361102100")
    page = cast.township.get(NEW).content.decode()
    assert subject.name in page
    assert f"?subject={subject.pk}" in page
    assert foreign.name not in page


def test_the_form_asks_the_checklist_of_the_industry(cast):
    page = cast.township.get(NEW, {"subject": make.subject().pk}).content.decode()
    assert "安全间隔期" in page
    assert page.count('name="answer_') == 11 * 4


def test_a_checklist_nobody_verified_says_so(cast):
    url, badge = f"{NEW}?subject={make.subject().pk}", '种植业检查表（2020年版） <span class="na-badge na-badge-warn">'
    assert badge in cast.township.get(url).content.decode()
    checklist = Checklist.objects.get(code="planting-2020")
    editions.verify(checklist, by=cast.city.post, version=checklist.version)
    page = cast.township.get(url).content.decode()
    assert "种植业检查表（2020年版）" in page and badge not in page


def test_a_visit_is_submitted_from_the_form(cast):
    subject = make.subject()
    answer = cast.township.post_to(NEW, typed(subject))
    made = Patrol.objects.get(subject=subject)
    assert answer.status_code == 302, answer.content.decode()
    assert answer.url == f"/supervision/patrols/{made.pk}/"
    assert made.state == State.SUBMITTED
    assert made.answers["records"] == "ok"


def test_a_double_submit_is_one_visit(cast):
    subject = make.subject()
    given = typed(subject)
    cast.township.post_to(NEW, given)
    cast.township.post_to(NEW, given)
    assert Patrol.objects.filter(subject=subject).count() == 1


def test_a_refused_form_keeps_everything_that_was_typed(cast):
    subject = make.subject()
    given = typed(subject, conclusion="rectify", problems="未记用药<b>", answer_records="bad")
    answer = cast.township.post_to(NEW, given)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "限期整改请选择整改期限" in page
    assert "未记用药&lt;b&gt;" in page
    assert re.search(r'name="answer_records" value="bad"[^>]*checked', page)
    assert not Patrol.objects.filter(subject=subject).exists()


def test_an_open_question_is_named_at_its_place(cast):
    subject = make.subject()
    given = typed(subject)
    del given["answer_waste"]
    answer = cast.township.post_to(NEW, given)
    assert answer.status_code == 422
    assert "还有 1 个检查项没有填写" in str(answer.context["form"].errors["answer_waste"])


def test_a_foreign_subject_is_no_choice(cast):
    foreign = make.subject(at="361102100")
    answer = cast.township.post_to(NEW, typed(foreign))
    assert answer.status_code == 422
    assert not Patrol.objects.filter(subject=foreign).exists()


def test_sampling_at_the_same_visit_follows(cast):
    subject = make.subject()
    answer = cast.township.post_to(NEW, typed(subject, sample_too="on"))
    made = Patrol.objects.get(subject=subject)
    assert answer.status_code == 302
    if "monitoring" in answer.url:
        assert answer.url.endswith(f"?subject={subject.pk}&visit={made.visit}")


@pytest.mark.parametrize("path", ["", "edit/", "act/accept/"])
def test_the_neighbour_finds_nothing(cast, path):
    made = patrol()
    ask = cast.xinzhou.post_to if path.startswith("act") else cast.xinzhou.get
    assert ask(f"/supervision/patrols/{made.pk}/{path}").status_code == 404


def test_the_county_returns_it_and_the_township_corrects_it(cast):
    made = rectify()
    url = f"/supervision/patrols/{made.pk}/"
    cast.guangxin.post_to(f"{url}act/return/", {"version": made.version, "why": "请补充照片"})
    made.refresh_from_db()
    assert made.state == State.RETURNED
    assert "请补充照片" in cast.township.get(url).content.decode()
    page = cast.township.get(f"{url}edit/")
    assert page.status_code == 200
    given = typed(made.subject, version=made.version)
    answer = cast.township.post_to(f"{url}edit/", given)
    assert answer.status_code == 302, answer.content.decode()
    made.refresh_from_db()
    assert (made.state, made.conclusion) == (State.SUBMITTED, "pass")
    assert Rectification.objects.get(patrol=made).state == State.VOID


def test_the_detail_shows_answers_rectification_and_history(cast):
    made = rectify()
    page = cast.guangxin.get(f"/supervision/patrols/{made.pk}/").content.decode()
    assert "生产记录真实完整" in page
    assert "不符合" in page
    assert Rectification.objects.get(patrol=made).number in page
    assert "提交巡查记录" in page


def test_the_list_costs_the_same_for_one_row_and_many(cast, queries_of):
    subject = make.subject()
    patrol(subject=subject)
    one = queries_of(cast.guangxin, "/supervision/patrols/")
    for _ in range(5):
        patrol(subject=subject)
    assert queries_of(cast.guangxin, "/supervision/patrols/") == one


def test_the_zone_sees_it_and_the_producer_sees_his_own(cast):
    made = patrol()
    assert cast.zone.get(f"/supervision/patrols/{made.pk}/").status_code == 200
    assert cast.producer.get(f"/supervision/patrols/{made.pk}/").status_code == 404
    own = patrol(subject=cast.producer.post.organisation.subject)
    assert cast.producer.get(f"/supervision/patrols/{own.pk}/").status_code == 200


def test_a_sample_entered_first_shares_its_visit(cast):
    subject, visit = make.subject(), uuid.uuid4()
    page = cast.township.get(NEW, {"subject": subject.pk, "visit": str(visit)}).content.decode()
    assert str(visit) in page
    cast.township.post_to(NEW, typed(subject, visit=str(visit)))
    assert Patrol.objects.get(subject=subject).visit == visit


def test_an_account_without_a_post_is_told_so(cast, client):
    nobody = User.objects.create_user("nobody", password="x", password_changed_at=timezone.now())
    client.force_login(nobody, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(NEW).status_code == 403
    assert client.get("/supervision/five-one/").status_code == 403
