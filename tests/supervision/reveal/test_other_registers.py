"""It comes to every register by the kind of the field, and from a record to the phone of its subject."""

from supervision.ground.audit import Reveal
from supervision.ground.desk import REGISTERS, named
from supervision.ground.desk.persons import numbers
from tests import registers

from .conftest import PHONE, url_of

CARD = "362301198501014512"


def test_every_register_with_such_a_column_has_the_door(cast):
    named("subjects")
    doors = {key for key, one in REGISTERS.items() if numbers(one.model, one.columns)}
    assert doors == {"subjects", "samples", "certificates"}


def test_the_card_of_a_sampler(cast):
    sample = registers.sample(registers.HERE, sampler_1="李四", card_1=CARD)
    url = f"/monitoring/samples/{sample.pk}/reveal/card_1/"
    assert url in cast.guangxin.get(f"/monitoring/samples/{sample.pk}/").content.decode()
    assert CARD in cast.guangxin.post_to(url, {"purpose": "verify"}).content.decode()
    assert Reveal.objects.get().register == "samples"
    assert cast.xinzhou.post_to(url, {"purpose": "verify"}).status_code == 404


def test_from_a_record_to_the_phone_of_its_subject(cast, subject, monkeypatch):
    monkeypatch.setattr(registers.Place, "subject", lambda place: subject)
    visit = registers.patrol(registers.HERE)
    page = cast.township.get(f"/supervision/patrols/{visit.pk}/").content.decode()
    assert url_of(subject) in page and "联系监管对象" in page
    assert url_of(subject) in cast.township.get("/supervision/patrols/new/").content.decode()
    assert url_of(subject) in cast.township.get(f"/subjects/{subject.pk}/dossier/").content.decode()
    assert url_of(subject) not in cast.city.get(f"/subjects/{subject.pk}/dossier/").content.decode()


def test_found_by_the_whole_number_only(cast, subject):
    for asked in (PHONE, "361121198001011235"):
        rows = cast.guangxin.get("/supervision/subjects/", {"q": asked}).context["rows"]
        assert [row["id"] for row in rows] == [subject.pk]
        assert not cast.xinzhou.get("/supervision/subjects/", {"q": asked}).context["rows"]
        assert not cast.guangxin.get("/supervision/subjects/", {"q": asked[:-1]}).context["rows"]
