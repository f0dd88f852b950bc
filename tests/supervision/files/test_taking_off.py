"""A photo is taken off a record that may be corrected: with the reason, on the version that was seen, and kept."""

import pytest
from django.urls import reverse

from supervision.ground import acts, files, history
from supervision.ground.errors import RuleViolation, StaleEdit
from supervision.ground.files import Attachment
from supervision.ground.records import State
from supervision.patrols.services import patrol as patrols
from tests.supervision.patrol.maker import patrol

from .conftest import picture, upload

URL = "/supervision/patrols/"


@pytest.fixture
def draft(cast):
    return patrol(by=cast.township.post, submit=False)


def _photo(record, by, number=0):
    return files.attach(upload(picture((40, 30 + number)), name=f"仓库{number}.jpg"), to=record, by=by)[0]


def _typed(cast, record, **more):
    """The edit page as the browser sends it back."""
    form = cast.township.get(f"{URL}{record.pk}/edit/").context["form"]
    typed = {field.html_name: field.value() for field in form if field.value() not in (None, "", [])}
    return typed | {"save": "1"} | more


def test_one_is_ticked_with_a_reason_and_another_is_chosen_instead(cast, draft):
    wrong, good = _photo(draft, cast.township.post), _photo(draft, cast.township.post, 1)
    new = upload(picture((44, 44)), name="新.jpg")
    typed = _typed(cast, draft, taken_off=[str(wrong.pk)], taken_off_why="拍到了手指", photos=[new])
    answer = cast.township.post_to(f"{URL}{draft.pk}/edit/", typed)
    assert answer.status_code == 302, answer.context["form"].errors
    assert [row.name for row in files.of(draft)] == [good.name, "新.jpg"]
    wrong.refresh_from_db()
    assert (wrong.removed_by, wrong.removed_why) == (cast.township.post, "拍到了手指")
    assert wrong.file.storage.exists(wrong.file.name)
    told = [change for change in history.of(draft) if change.verb.startswith("移除附件")]
    assert [(change.verb, change.why) for change in told] == [(f"移除附件：{wrong.name}", "拍到了手指")]
    assert acts.on_record(draft).filter(why="拍到了手指", user=cast.township.user).count() == 1


def test_without_a_reason_the_tick_stays_and_the_sentence_stands_at_it(cast, draft):
    wrong = _photo(draft, cast.township.post)
    answer = cast.township.post_to(f"{URL}{draft.pk}/edit/", _typed(cast, draft, taken_off=[str(wrong.pk)]))
    assert answer.status_code == 422
    assert answer.context["form"].errors["taken_off_why"] == ["请写明移除原因。"]
    assert answer.context["files"][0]["ticked"]
    assert files.of(draft).count() == 1


def test_on_the_version_that_was_seen(cast, draft):
    wrong = _photo(draft, cast.township.post)
    with pytest.raises(StaleEdit):
        files.remove(draft, [wrong.pk], by=cast.township.post, version=draft.version + 1, why="拍错了")
    assert files.of(draft).count() == 1


def test_a_file_of_another_record_is_not_taken_off(cast, draft):
    others = _photo(patrol(by=cast.township.post, submit=False), cast.township.post)
    with pytest.raises(RuleViolation, match="已不在这条记录上"):
        files.remove(draft, [others.pk], by=cast.township.post, version=draft.version, why="拍错了")
    assert Attachment.objects.live().filter(pk=others.pk).exists()


def test_for_the_neighbour_the_page_does_not_exist(cast, draft):
    wrong = _photo(draft, cast.township.post)
    typed = {"version": draft.version, "taken_off": [str(wrong.pk)], "taken_off_why": "不是我的", "save": "1"}
    assert cast.neighbour_township.post_to(f"{URL}{draft.pk}/edit/", typed).status_code == 404
    assert files.of(draft).count() == 1


def test_what_a_reviewer_took_over_stays_when_the_record_comes_back(cast):
    made = patrol(by=cast.township.post)
    accepted = _photo(made, cast.township.post)
    patrols.accept_patrol(made, by=cast.guangxin.post)
    patrols.return_patrol(made, by=cast.guangxin.post, why="结论写错")
    later = _photo(made, cast.township.post, 1)
    assert made.state == State.RETURNED
    with pytest.raises(RuleViolation, match="已随记录审核通过"):
        files.remove(made, [accepted.pk], by=cast.township.post, version=made.version, why="拍错了")
    files.remove(made, [later.pk], by=cast.township.post, version=made.version, why="拍错了")
    assert list(files.of(made)) == [accepted]


def test_those_who_judge_see_what_was_taken_off_and_others_do_not(cast, draft):
    wrong = _photo(draft, cast.township.post)
    files.remove(draft, [wrong.pk], by=cast.township.post, version=draft.version, why="拍到了手指")
    page = cast.guangxin.get(reverse("supervision:patrols-detail", args=[draft.pk])).content.decode()
    assert f"已移除：{wrong.name}" in page and "拍到了手指" in page
    assert cast.township.get(reverse("supervision:patrols-detail", args=[draft.pk])).context["removed_files"] == []
