"""显示: one number of a person, for a purpose, noted, in the answer to that one post only."""

import pytest

from supervision.ground.audit import Reveal

from .conftest import IDENTITY, PHONE, url_of


@pytest.mark.parametrize("who", ["guangxin", "township", "zone"])
def test_who_calls_in_his_own_place_reads_it_and_it_is_noted(cast, subject, who):
    member = getattr(cast, who)
    answer = member.post_to(url_of(subject), {"purpose": "contact"})
    page = answer.content.decode()
    assert answer.status_code == 200 and answer["Cache-Control"] == "no-store"
    assert PHONE in page and f'href="tel:{PHONE}"' in page
    (noted,) = Reveal.objects.all()
    assert (noted.user, noted.post, noted.register, noted.record) == (member.user, member.post, "subjects", subject.pk)
    assert (noted.field, noted.label, noted.purpose, noted.said) == ("phone", "联系电话", "contact", "联系合作社")
    assert noted.at and noted.request


def test_an_identity_number_has_no_call_behind_it(cast, subject):
    page = cast.guangxin.post_to(url_of(subject, "identity"), {"purpose": "verify"}).content.decode()
    assert IDENTITY in page and "tel:" not in page and PHONE not in page


def test_nothing_but_that_answer_tells_it(cast, subject):
    cast.guangxin.post_to(url_of(subject), {"purpose": "contact"})
    for address in (url_of(subject), f"/supervision/subjects/{subject.pk}/", "/supervision/subjects/"):
        answer = cast.guangxin.get(address)
        assert answer.status_code == 200 and PHONE not in answer.content.decode()
    assert PHONE not in "".join(str(value) for value in Reveal.objects.values_list())


def test_the_page_of_the_record_offers_it_beside_the_mask(cast, subject):
    page = cast.township.get(f"/supervision/subjects/{subject.pk}/").content.decode()
    assert url_of(subject) in page and "核实身份" in page
    assert url_of(subject) not in cast.city.get(f"/supervision/subjects/{subject.pk}/").content.decode()


@pytest.mark.parametrize("purpose", ["", "curious"])
def test_without_a_purpose_nothing_is_shown_or_noted(cast, subject, purpose):
    answer = cast.guangxin.post_to(url_of(subject), {"purpose": purpose})
    assert answer.status_code == 422 and "请选择查看用途。" in answer.content.decode()
    assert PHONE not in answer.content.decode() and not Reveal.objects.exists()


def test_what_is_empty_is_said_to_be(cast):
    from tests import make

    bare = make.subject("无电话合作社")
    answer = cast.guangxin.post_to(url_of(bare), {"purpose": "contact"})
    assert "没有登记" in answer.content.decode() and not Reveal.objects.exists()
    assert url_of(bare) not in cast.guangxin.get(f"/supervision/subjects/{bare.pk}/").content.decode()


def test_other_columns_have_nothing_to_show(cast, subject):
    for field in ("name", "phone_sealed", "credit_code"):
        assert cast.guangxin.post_to(url_of(subject, field), {"purpose": "contact"}).status_code == 404
