from supervision.ground.records import State, return_
from supervision.ground.subjects.models import Subject
from tests import make
from tests.cast import SHAXI

from .conftest import URL


def test_save_and_submit(cast, fields):
    cast.township.post_to(URL + "new/", fields | {"save": "1"})
    assert Subject.objects.get(name="新登记的合作社").state == State.DRAFT
    cast.township.post_to(URL + "new/", fields | {"name": "另一家", "client_key": "", "submit": "1"})
    assert Subject.objects.get(name="另一家").state == State.SUBMITTED


def test_a_double_submit_is_one_record(cast, fields):
    first = cast.township.post_to(URL + "new/", fields | {"submit": "1"})
    second = cast.township.post_to(URL + "new/", fields | {"submit": "1"})
    assert first.status_code == second.status_code == 302
    assert first.url == second.url
    assert Subject.objects.filter(name="新登记的合作社").count() == 1


def test_going_back_to_correct_shows_both_and_corrects_what_is_saved(cast, fields):
    cast.township.post_to(URL + "new/", fields | {"save": "1"})
    made = Subject.objects.get(name="新登记的合作社")
    page = cast.township.post_to(URL + "new/", fields | {"address": "补充的地址", "submit": "1"})
    assert page.status_code == 422
    text = page.content.decode()
    assert [(one.label, one.typed) for one in page.context["before"]["differences"]] == [("地址", "补充的地址")]
    assert f'formaction="{URL}{made.pk}/edit/"' in text
    form = page.context["form"]
    typed = fields | {"address": form["address"].value(), "version": form["version"].value(), "submit": "1"}
    assert cast.township.post_to(f"{URL}{made.pk}/edit/", typed).status_code == 302
    made.refresh_from_db()
    assert (made.address, made.state) == ("补充的地址", State.SUBMITTED)


def test_saving_then_submitting_the_same_page_is_not_lost(cast, fields):
    cast.township.post_to(URL + "new/", fields | {"save": "1"})
    page = cast.township.post_to(URL + "new/", fields | {"submit": "1"})
    assert page.status_code == 422
    assert "上次存为草稿，没有提交" in page.content.decode()


def test_a_correction_after_submitting_is_told_not_to_be_written(cast, fields):
    cast.township.post_to(URL + "new/", fields | {"submit": "1"})
    late = cast.township.post_to(URL + "new/", fields | {"address": "补充的地址", "submit": "1"})
    text = late.content.decode()
    assert late.status_code == 422
    assert "这次填写的内容没有写入" in text and "已保存的不能在这里改" in text
    assert "补充的地址" in text and "改正已保存的" not in text
    twice = cast.township.post_to(URL + "new/", fields | {"submit": "1"}, follow=True)
    assert "刚刚已保存过，没有重复记录" in twice.content.decode()


def test_bad_input_gets_a_sentence_at_its_field_and_nothing_is_lost(cast, fields):
    for name, value in (
        ("name", ""),
        ("name", "长" * 81),
        ("kind", "火星人"),
        ("registered_on", "2022-01-01"),
        ("registered_on", "昨天"),
        ("area", "很多"),
        ("credit_code", "123"),
        ("phone", "12"),
        ("identity", "361121199001011234"),
        ("region", SHAXI),
        ("region", "361104"),
    ):
        answer = cast.township.post_to(URL + "new/", fields | {name: value, "contact": "王小明", "submit": "1"})
        assert answer.status_code == 422, (name, value)
        form = answer.context["form"]
        assert list(form.errors) == [name], (name, value, form.errors)
        assert all(sign >= "一" for text in form.errors[name] for sign in text[:1]), form.errors
        assert "王小明" in answer.content.decode()
    assert not Subject.objects.filter(contact="王小明").exists()


def test_a_mangled_key_is_no_error_page(cast, fields):
    assert cast.township.post_to(URL + "new/", fields | {"client_key": "x", "save": "1"}).status_code == 422


def test_correcting_a_returned_record_and_submitting_it_again(cast, fields):
    made = make.subject("要改的合作社", state=State.SUBMITTED)
    return_(made, by=make.post("guangxin"), why="名称不全")
    answer = cast.township.get(f"{URL}{made.pk}/edit/")
    assert "名称不全" in answer.content.decode()
    version = answer.context["form"]["version"].value()
    changed = fields | {"name": "改好的合作社", "version": version, "submit": "1"}
    assert cast.township.post_to(f"{URL}{made.pk}/edit/", changed).status_code == 302
    made.refresh_from_db()
    assert (made.name, made.state) == ("改好的合作社", State.SUBMITTED)


def test_an_accepted_record_is_not_edited(cast, subjects):
    answer = cast.guangxin.get(f"{URL}{subjects[0].pk}/edit/", follow=True)
    assert "不能修改" in answer.content.decode()


def test_who_only_looks_cannot_record(cast, fields):
    assert cast.auditor.get(URL + "new/").status_code == 403
    assert cast.auditor.post_to(URL + "new/", fields).status_code == 403


def test_a_photo_comes_along_once(cast, fields):
    import io

    from django.core.files.uploadedfile import SimpleUploadedFile
    from PIL import Image

    from supervision.ground import files

    out = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(out, "JPEG")
    for _ in range(2):
        photo = SimpleUploadedFile("田.jpg", out.getvalue(), "image/jpeg")
        cast.township.post_to(URL + "new/", fields | {"photos": photo, "submit": "1"})
    made = Subject.objects.get(name="新登记的合作社")
    assert files.of(made).count() == 1
    assert "田.jpg" in cast.township.get(f"{URL}{made.pk}/").content.decode()


def test_a_photo_that_is_none_is_named_and_nothing_is_made(cast, fields):
    from django.core.files.uploadedfile import SimpleUploadedFile

    bad = SimpleUploadedFile("假.jpg", b"not a picture", "image/jpeg")
    answer = cast.township.post_to(URL + "new/", fields | {"photos": bad, "submit": "1"})
    assert answer.status_code == 422
    assert not Subject.objects.filter(name="新登记的合作社").exists()
