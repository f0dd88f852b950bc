"""The standing cast: one person for every role, the neighbours who must not see anything, and their clients.

董团乡 lies in 广信区 and is run by 上饶经开区: its rows are seen by both and by nobody in 信州区.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.test import Client
from django.utils import timezone

from supervision.ground import history
from supervision.ground.people import Organisation, OrganisationKind, Post, Role, User
from supervision.ground.people.middleware import SESSION_KEY
from supervision.ground.regions import Region

GUANGXIN, XINZHOU, ZONE = "361104", "361102", "361171"
DONGTUAN, SHAXI = "361104290", "361102100"
PASSWORD = "Cast-2021-pass"

MEMBERS = {
    "city": ("361100", OrganisationKind.BUREAU, Role.CITY_ADMIN, "市局 管理"),
    "reviewer": ("361100", OrganisationKind.BUREAU, Role.CITY_REVIEWER, "市局 审核"),
    "guangxin": (GUANGXIN, OrganisationKind.BUREAU, Role.COUNTY_OFFICER, "广信 监管"),
    "guangxin_admin": (GUANGXIN, OrganisationKind.BUREAU, Role.COUNTY_ADMIN, "广信 管理"),
    "xinzhou": (XINZHOU, OrganisationKind.BUREAU, Role.COUNTY_OFFICER, "信州 监管"),
    "zone": (ZONE, OrganisationKind.BUREAU, Role.COUNTY_OFFICER, "经开 监管"),
    "township": (DONGTUAN, OrganisationKind.TOWNSHIP, Role.TOWNSHIP_SUPERVISOR, "董团 监管"),
    "neighbour_township": (SHAXI, OrganisationKind.TOWNSHIP, Role.TOWNSHIP_SUPERVISOR, "邻乡 监管"),
    "assistant": (None, OrganisationKind.TOWNSHIP, Role.VILLAGE_ASSISTANT, "董团 协管"),
    "lab_tester": (GUANGXIN, OrganisationKind.LABORATORY, Role.LAB_TESTER, "广信 检测"),
    "lab_verifier": (GUANGXIN, OrganisationKind.LABORATORY, Role.LAB_VERIFIER, "广信 审报"),
    "producer": (DONGTUAN, OrganisationKind.SUBJECT, Role.PRODUCER, "企业 内控"),
    "market": (GUANGXIN, OrganisationKind.SUBJECT, Role.MARKET, "市场 管理"),
    "social": (GUANGXIN, OrganisationKind.OTHER, Role.SOCIAL_SUPERVISOR, "社会 监督"),
    "second": (GUANGXIN, OrganisationKind.BUREAU, Role.REVIEW_ONLY, "广信 复核"),
    "auditor": ("361100", OrganisationKind.OTHER, Role.AUDITOR, "审计 查阅"),
}


def build() -> None:
    """Make the people and their posts, and the producer's own subject; called once for the template database."""
    from tests import make

    with history.acting(None, "测试人员"):
        for name, (code, kind, role, said) in MEMBERS.items():
            region = Region.objects.get(pk=code) if code else Region.objects.filter(parent=DONGTUAN).order_by("code")[0]
            title = "董团绿源蔬菜专业合作社" if name == "producer" else f"{region.short_name}{kind.label}"
            home, _ = Organisation.objects.get_or_create(name=title, kind=kind, region=region)
            user = User.objects.create_user(name, password=PASSWORD, name=said, password_changed_at=timezone.now())
            Post.objects.create(user=user, organisation=home, role=role, since=dt.date(2020, 1, 1))
    producer = Post.objects.get(user__username="producer")
    make.subject("董团绿源蔬菜专业合作社", organisation=producer.organisation)


def signed_in(username: str, password: str) -> Client:
    """The way everybody else comes in: by the page, with a password."""
    client = Client()
    answer = client.post("/login", {"username": username, "password": password})
    assert answer.status_code == 302, "the password does not open"
    return client


def settled(username: str, first: str) -> Client:
    """Signed in with a first password, which was changed as everybody has to."""
    client, own = signed_in(username, first), "kahu-dengta-yueliang"
    answer = client.post("/password", {"old_password": first, "new_password1": own, "new_password2": own})
    assert answer.status_code == 302, "the first password was not changed"
    return client


@dataclass
class Member:
    """A person with a signed-in client: `cast.guangxin.get(url)`, `cast.guangxin.post_to(url, data)`."""

    name: str

    @cached_property
    def post(self) -> Post:
        return Post.objects.with_place().get(user__username=self.name)

    @cached_property
    def user(self) -> User:
        return self.post.user

    @cached_property
    def client(self) -> Client:
        client = Client()
        client.force_login(self.user, backend="django.contrib.auth.backends.ModelBackend")
        session = client.session
        session[SESSION_KEY] = self.post.pk
        session.save()
        return client

    def get(self, url: str, data: Any = None, **more: Any) -> Any:
        return self.client.get(url, data, **more)

    def post_to(self, url: str, data: Any = None, **more: Any) -> Any:
        return self.client.post(url, data, **more)


class Cast:
    def __getattr__(self, name: str) -> Member:
        if name not in MEMBERS:
            raise AttributeError(name)
        member = Member(name)
        setattr(self, name, member)
        return member
