"""What belongs to a record is chosen in its form: linked once saved, kept when corrected, a neighbour's refused."""

import pytest

from monitoring.models import Handling
from supervision.ground import desk
from supervision.ground.desk import RecordLink
from tests import registers

NEW = "/monitoring/handlings/new/"


@pytest.fixture
def refused(cast):
    more = {"taking": "refused", "refusal_why": "拒绝开门", "witness": "村主任", "analytes": [], "laboratory": None}
    return registers.sample(registers.HERE, **more)


def form(sample, **more):
    day = registers.DAY.isoformat()
    given = {"sample": sample.pk, "opened_on": day, "notified_on": day, "cause": "拒检", "action": "case"}
    return given | {"controlled_unit": "kg"} | more


def case(at=registers.HERE):
    return registers.make("supervision.case", at)


def test_chosen_it_is_linked_and_its_number_stands_in_the_text(cast, refused):
    one = case()
    answer = cast.guangxin.post_to(NEW, form(refused, cases=[one.pk], save="1"))
    assert answer.status_code == 302, answer.content.decode()
    handling = Handling.objects.get(sample=refused)
    assert handling.case_number == one.number
    assert desk.linked.keys_of(handling, type(one)) == [one.pk]
    page = cast.guangxin.get(f"/monitoring/handlings/{handling.pk}/edit/").content.decode()
    assert f'<option value="{one.pk}" selected>' in page


def test_corrected_what_is_left_out_ends_and_what_stays_stays(cast, refused):
    one, other = case(), case()
    cast.guangxin.post_to(NEW, form(refused, cases=[one.pk], save="1"))
    handling = Handling.objects.get(sample=refused)
    edit = f"/monitoring/handlings/{handling.pk}/edit/"
    sent = form(refused, cases=[other.pk], case_number="另立", version=handling.version, save="1")
    assert cast.guangxin.post_to(edit, sent).status_code == 302
    handling.refresh_from_db()
    assert handling.case_number == "另立" and desk.linked.keys_of(handling, type(one)) == [other.pk]
    assert RecordLink.objects.get(ended_at__isnull=False).ended_by == cast.guangxin.post
    again = form(refused, cases=[other.pk], case_number="另立", version=handling.version, cause="拒检二", save="1")
    assert cast.guangxin.post_to(edit, again).status_code == 302
    assert RecordLink.objects.count() == 2


def test_a_neighbours_is_refused_at_the_box_and_nothing_typed_is_lost(cast, refused):
    there = case(registers.THERE)
    answer = cast.guangxin.post_to(NEW, form(refused, cases=[there.pk], disposal="就地销毁", save="1"))
    page = answer.content.decode()
    assert answer.status_code == 422 and "不在您的范围内，请从列表中选择" in page and "就地销毁" in page
    assert there.number not in page and not Handling.objects.filter(sample=refused).exists()


def test_a_sample_is_taken_with_its_certificate(cast):
    certificate = registers.make("certificates.certificate")
    page = cast.township.get("/monitoring/samples/new/").content.decode()
    assert "/supervision/links/search/?of=certificates" in page
    sent = {
        "subject": certificate.subject_id, "product": certificate.product_id, "level": "township", "kind": "routine",
        "method": "rapid", "taking": "taken", "place": "base", "sampled_on": "2021-12-18", "amount_unit": "kg",
        "certificates": [certificate.pk], "save": "1",
    }  # fmt: skip
    answer = cast.township.post_to("/monitoring/samples/new/", sent)
    assert answer.status_code == 302, answer.content.decode()
    opened = cast.township.get(answer["Location"]).content.decode()
    assert f"/certificates/certificates/{certificate.pk}/" in opened or certificate.number in opened
    assert RecordLink.objects.count() == 1
