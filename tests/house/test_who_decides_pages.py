"""Pages that are posted and stand behind no register: called by who made it, who has written on it, the maker's second
post, and by those who are judged by what is decided there. Nothing changes, or the page stands below with its reason.
"""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from greenfood.models import GrowthTarget, OpeningList
from monitoring import services
from monitoring.models import Quota, TestOrder
from shangrao_nongan.assessment.models import Run, Scheme
from supervision.ground import clock, history
from supervision.ground.jobs import Job
from supervision.ground.people import Post, Role, User
from supervision.ground.people.middleware import SESSION_KEY
from tests import make, registers
from tests.assessment.conftest import NEXT_YEAR, draft, known, scheme, scored, scored_late  # noqa: F401  fixtures
from tests.monitoring import making
from tests.supervision.records.test_who_decides import second_post_of

from . import site

pytestmark = pytest.mark.django_db
PERSONAL = {"login", "logout", "year", "switch-post", "password_change"}
MINE = "只动自己的东西：本人的通知、任务、设备、未提交；别人的找不到"
ENTRY = "录入的是自己的结果，审核是没有录入过的另一人"
PAPER = "审核方式是版本：起草人不能发布，县级不能比市级宽（tests/supervision/manner/test_papers.py）"
WITHOUT = {
    **dict.fromkeys((
        "devices-end", "second", "second-codes", "supervision:list-layout", "supervision:list-saved",
        "supervision:notice-open",
        "supervision:notices-read", "supervision:statistics-background", "supervision:statistics-saved",
        "supervision:unsent-drop",
    ), MINE),
    **{f"supervision:review-{name}": PAPER for name in ("edit", "new", "publish", "verify", "withdraw")},
    "supervision:drawn-read": "读系统审核的记录；填报人不读自己的，见 tests/supervision/manner/test_read.py",
    "supervision:subjects-apart": "记下两家不是同一家，不动任何得数；合并由第二人确认",
    **{f"monitoring:testorders-{name}": ENTRY for name in (
        "batch", "batch-paste", "correct", "paste", "receive", "results",
    )},
    "monitoring:testorders-send-back": "退回检测人重新录入，不出结论",
    "credit:rate": "按规则重算，人不定等级",
    "supervision:patrols-new": "登记巡查的第一步：选择对象，不写数据",
}  # fmt: skip
JUDGED = ("guangxin", "guangxin_admin", "second", "township")


@dataclass
class Scene:
    """A page about to be posted, what must not change, and by whom it is tried: {in what part: client}."""

    url: str
    watched: Callable[[], Any]
    by: dict[str, Client]
    sent: dict[str, Any] = field(default_factory=dict)
    day: dt.date | None = None


def client_of(post: Post) -> Client:
    client = Client()
    client.force_login(post.user, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session[SESSION_KEY] = post.pk
    session.save()
    return client


def post_of(user: Any, like: Post, role: str) -> Post:
    """One more post of a person, in the house of another."""
    with history.acting(None, "测试"):
        given = {"user": user, "organisation": like.organisation, "role": role, "since": dt.date(2020, 1, 1)}
        made = Post.objects.create(**given)
    return Post.objects.with_place().get(pk=made.pk)


def judged(cast: Any) -> dict[str, Client]:
    """The county and its township: whom the city's decision concerns."""
    return {name: getattr(cast, name).client for name in JUDGED}


def entered(cast: Any) -> tuple[TestOrder, Post]:
    """A report of which one tester has kept half and another handed in the whole."""
    first = cast.lab_tester.post
    with history.acting(None, "测试"):
        given = {"password": "Lab-2021-pass", "name": "乙", "password_changed_at": timezone.now()}
        user = User.objects.create_user("second-tester", **given)
    other = post_of(user, first, Role.LAB_TESTER)
    order = TestOrder.objects.get(sample=making.sample())
    services.receive_order(order, by=first, version=1)
    lines = {code: making.line("0.1") for code in order.results.values_list("analyte", flat=True)}
    services.enter_results(order, by=first, version=2, lines=dict(list(lines.items())[:1]), finish=False)
    services.enter_results(TestOrder.objects.get(), by=other, version=3, lines=lines, finish=True)
    return TestOrder.objects.get(), other


def confirm(cast: Any, request: Any) -> Iterator[Scene]:
    order, tester = entered(cast)
    by = {
        "maker": client_of(tester),
        "editor": client_of(post_of(cast.lab_tester.user, tester, Role.LAB_VERIFIER)),
        "second post": client_of(post_of(tester.user, tester, Role.LAB_VERIFIER)),
    }
    url = reverse("monitoring:testorders-confirm", args=[order.pk])
    yield Scene(url, lambda: TestOrder.objects.get().state, by, {"version": order.version})


def correction(cast: Any, request: Any) -> Iterator[Scene]:
    """Checked by another of the laboratory, agreed to by nobody who entered or checked it."""
    tester, verifier = cast.lab_tester.post, cast.lab_verifier.post
    made = making.corrected(making.failed(), 腐霉利="0.61")
    url = reverse("monitoring:testorders-correction", args=[made.order_id])
    sent = {"edition": made.edition, "version": made.version}

    def state() -> str:
        made.refresh_from_db()
        return made.state

    second = client_of(post_of(tester.user, verifier, Role.LAB_VERIFIER))
    yield Scene(url, state, {"maker": cast.lab_tester.client, "second post": second}, sent | {"step": "check"})
    making.checked(made)
    made.refresh_from_db()
    by = {
        "maker": client_of(post_of(tester.user, cast.city.post, Role.CITY_REVIEWER)),
        "editor": client_of(post_of(verifier.user, cast.city.post, Role.CITY_REVIEWER)),
        "second post": second,
        **judged(cast),
    }
    yield Scene(url, state, by, {"edition": made.edition, "version": made.version, "step": "consent"})


def publish(cast: Any, request: Any) -> Iterator[Scene]:
    run = request.getfixturevalue("scored_late")()
    by = {"maker": cast.reviewer.client, "second post": client_of(second_post_of(cast.reviewer, Role.CITY_ADMIN))}
    url = reverse("assessment:publish", args=[run.pk])

    def state() -> str:
        return Run.objects.get(pk=run.pk).state

    yield Scene(url, state, by | judged(cast), {"confirm": "1", "why": "核对无误后公布"}, day=NEXT_YEAR)


def of_the_scheme(cast: Any, request: Any) -> Iterator[Scene]:
    made = request.getfixturevalue("draft")

    def stands() -> Any:
        return list(Scheme.objects.filter(pk=made.pk).values_list("locked_at", "items__params"))

    for name in ("lock", "parameters"):
        url = reverse(f"assessment:{name}", args=[made.code])
        yield Scene(url, stands, judged(cast) | {"reviewer": cast.reviewer.client})


def start(cast: Any, request: Any) -> Iterator[Scene]:
    request.getfixturevalue("known")
    yield Scene(reverse("assessment:start", args=["2021"]), Run.objects.count, judged(cast))


def growth(cast: Any, request: Any) -> Iterator[Scene]:
    sent = {"county": registers.HERE.county, "net": "0", "why": "太多"}
    yield Scene(reverse("greenfood:growth"), lambda: list(GrowthTarget.objects.values()), judged(cast), sent)


def opening(cast: Any, request: Any) -> Iterator[Scene]:
    by = judged(cast) | {"reviewer": cast.reviewer.client}
    yield Scene(reverse("greenfood:opening-lock", args=[2020]), OpeningList.objects.count, by)


def quota(cast: Any, request: Any) -> Iterator[Scene]:
    registers.make("monitoring.quota")
    row = Quota.objects.get(county=registers.HERE.county)
    url = reverse("monitoring:quotas-adjust", args=[row.pk])
    sent = {"target": "1", "why": "任务太重"}
    yield Scene(url, lambda: Quota.objects.get(pk=row.pk).adjusted, judged(cast), sent)


def job_of_another(cast: Any, request: Any) -> Iterator[Scene]:
    with history.acting(None, "测试"):
        row = Job.objects.create(kind="credit.rate_all", post=cast.guangxin.post, params={})
    by = {name: getattr(cast, name).client for name in ("guangxin_admin", "xinzhou", "township")}
    by["second post"] = client_of(second_post_of(cast.guangxin, Role.REVIEW_ONLY))
    for name in ("job-cancel", "job-retry"):
        yield Scene(reverse(f"supervision:{name}", args=[row.pk]), lambda: Job.objects.get(pk=row.pk).status, by)


CALLED: dict[str, Callable[[Any, Any], Iterator[Scene]]] = {
    "monitoring:testorders-confirm": confirm,
    "monitoring:testorders-correction": correction,
    "assessment:publish": publish,
    "assessment:lock": of_the_scheme,
    "assessment:parameters": of_the_scheme,
    "assessment:start": start,
    "greenfood:growth": growth,
    "greenfood:opening-lock": opening,
    "monitoring:quotas-adjust": quota,
    "supervision:job-cancel": job_of_another,
    "supervision:job-retry": job_of_another,
}
SCENES = {scenes.__name__: scenes for scenes in CALLED.values()}
TRIED = {
    "confirm": 3, "correction": 9, "publish": 6, "of_the_scheme": 10, "start": 4, "growth": 4, "opening": 5, "quota": 4,
    "job_of_another": 8,
}  # fmt: skip


@pytest.mark.parametrize("name", SCENES)
def test_nobody_decides_there_on_his_own(cast, request, name):
    tried = 0
    for scene in SCENES[name](cast, request):
        before = scene.watched()
        for way, client in scene.by.items():
            with clock.at(scene.day or clock.today()):
                answer = client.post(scene.url, scene.sent)
            assert scene.watched() == before, (scene.url, way)
            assert answer.status_code in (403, 404, 422), (scene.url, way, answer.status_code)
            tried += 1
    assert tried == TRIED[name]


def test_and_another_person_does(cast, request):
    """The scene is one in which it can be done: what is refused above is refused for the person."""
    order, _ = entered(cast)
    url = reverse("monitoring:testorders-confirm", args=[order.pk])
    assert cast.lab_verifier.post_to(url, {"version": order.version}).status_code == 302
    assert TestOrder.objects.get().state == "verified"
    registers.make("monitoring.quota")
    row = Quota.objects.get(county=registers.HERE.county)
    adjust = reverse("monitoring:quotas-adjust", args=[row.pk])
    assert cast.reviewer.post_to(adjust, {"target": "7", "why": "人口核减"}).status_code == 302
    assert Quota.objects.get(pk=row.pk).adjusted == 7


def posted() -> set[str]:
    """Every page of ours that takes a POST and is none of the desk's."""
    found = set()
    for address in site.addresses():
        if address.is_api or address.register or address.name in PERSONAL | site.PUBLIC:
            continue
        source = inspect.getsource(inspect.unwrap(address.view))
        if "require_POST" in source or "require_http_methods" in source or 'method == "POST"' in source:
            found.add(address.name)
    return found


def test_every_page_that_is_posted_is_called_or_has_its_reason():
    assert posted() == set(CALLED) | set(WITHOUT)
    assert not set(CALLED) & set(WITHOUT)
    assert all(len(why) >= 8 for why in WITHOUT.values())
    assert len(CALLED) >= 11 and sum(TRIED.values()) >= 50


def test_a_notice_of_another_is_not_found(cast):
    from supervision.ground import notices
    from supervision.ground.notices import NoticeReceipt

    notices.say(to=cast.guangxin.post, title="测试", body="", link="/", by=make.post("city"))
    receipt = NoticeReceipt.objects.get(post=cast.guangxin.post)
    url = reverse("supervision:notice-open", args=[receipt.pk])
    assert cast.xinzhou.post_to(url).status_code == 404
