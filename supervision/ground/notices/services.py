from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models.functions import Now
from django.utils.http import url_has_allowed_host_and_scheme

from supervision.ground.errors import RuleViolation
from supervision.ground.people import Organisation, Post, PostQuerySet
from supervision.ground.texts import read

from .models import Notice, NoticeReceipt

Addressee = Post | Organisation | Iterable[Post]


@dataclass(frozen=True)
class Letter:
    """What one post alone is told."""

    post: int
    title: str
    body: str = ""
    link: str = ""
    key: str = ""


@transaction.atomic
def say(
    *, to: Addressee, title: str, by: Post, body: str = "", link: str = "", role: str = "", key: str = ""
) -> Notice | None:
    """Tell a post, several posts, or all posts in force of an organisation (only those with `role`, if given).

    With a `key` (the matter it is about) nobody is told again who has not yet read the last one on it: a
    reminder repeats without flooding. Nobody to tell, nothing stored.
    """
    title, body = _checked(title, body, link)
    receivers = _posts(to, role)
    if key:
        told = NoticeReceipt.objects.unread().filter(notice__key=key, post__in=receivers)
        receivers -= set(told.values_list("post_id", flat=True))
    if not receivers:
        return None
    notice = Notice.objects.create(title=title, body=body, link=link, key=key, by=by)
    NoticeReceipt.objects.bulk_create(NoticeReceipt(notice=notice, post_id=pk) for pk in sorted(receivers))
    return notice


@transaction.atomic
def say_each(letters: Sequence[Letter], *, by: Post) -> int:
    """Tell many posts something of their own at once; those in force are told, and how many they are is returned."""
    reached = set(Post.objects.in_force().filter(pk__in=[one.post for one in letters]).values_list("pk", flat=True))
    letters = [one for one in letters if one.post in reached]
    said = []
    for one in letters:
        title, body = _checked(one.title, one.body, one.link)
        said.append(Notice(title=title, body=body, link=one.link, key=one.key, by=by))
    Notice.objects.bulk_create(said)
    NoticeReceipt.objects.bulk_create(
        NoticeReceipt(notice=notice, post_id=one.post) for notice, one in zip(said, letters, strict=True)
    )
    return len(letters)


def unread_count(post: Post | None) -> int:
    return NoticeReceipt.objects.visible_to(post).unread().count()


def mark_read(receipt: NoticeReceipt, *, by: Post) -> None:
    NoticeReceipt.objects.visible_to(by).unread().filter(pk=receipt.pk).update(read_at=Now())


def mark_all_read(*, by: Post) -> int:
    return NoticeReceipt.objects.visible_to(by).unread().update(read_at=Now())


def _checked(title: str, body: str, link: str) -> tuple[str, str]:
    title, body = read(title, "title"), read(body, "body", lines=True)
    if not title:
        raise RuleViolation("请填写通知标题。", field="title")
    if len(title) > 100 or len(body) > 2000:
        raise RuleViolation("通知标题请控制在100字、内容在2000字以内。", field="title" if len(title) > 100 else "body")
    if link and not (link.startswith("/") and url_has_allowed_host_and_scheme(link, allowed_hosts=None)):
        raise RuleViolation("通知的链接只能是本系统内的地址。", field="link")
    return title, body


def _posts(to: Addressee, role: str) -> set[int]:
    posts: PostQuerySet = Post.objects.in_force()
    if isinstance(to, Post):
        posts = posts.filter(pk=to.pk)
    elif isinstance(to, Organisation):
        posts = posts.filter(organisation=to)
    else:
        posts = posts.filter(pk__in=[post.pk for post in to])
    return set((posts.filter(role=role) if role else posts).values_list("pk", flat=True))
