"""The register of credit files: seen in its place, nowhere else; the yearly rating; why a grade is what it is."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from credit import services
from credit.models import CreditFile
from supervision.ground import clock, facts
from supervision.ground.people import system_post
from supervision.ground.records import State, create_many
from supervision.ground.subjects.models import Subject
from tests import make
from tests.cast import SHAXI


def test_a_file_is_opened_once(cast):
    subject = make.subject()
    first = services.open_file(subject=subject, by=cast.guangxin.post)
    assert services.open_file(subject=subject, by=cast.guangxin.post).pk == first.pk
    assert (first.grade, first.points) == ("A", 100)


def test_the_list_and_the_page_say_why(cast, told):
    subject = make.subject("绿源合作社")
    told(subject, "monitoring.failed", severity=facts.Severity.SERIOUS)
    facts.deliver()
    file = CreditFile.objects.get(subject=subject)
    page = cast.guangxin.get("/credit/creditfiles/").content.decode()
    assert "绿源合作社" in page
    assert "D级" in page
    page = cast.guangxin.get(f"/credit/creditfiles/{file.pk}/").content.decode()
    assert "检出禁用药物" in page
    assert "加分不能抵消" in page
    assert "待核对" in page


def test_the_neighbour_does_not_find_it(cast):
    file = services.open_file(subject=make.subject(), by=cast.guangxin.post)
    assert cast.zone.get(f"/credit/creditfiles/{file.pk}/").status_code == 200
    for neighbour in (cast.xinzhou, cast.neighbour_township):
        assert neighbour.get(f"/credit/creditfiles/{file.pk}/").status_code == 404
    assert file.number not in cast.xinzhou.get("/credit/creditfiles/").content.decode()


def test_the_producer_sees_the_own_file_only(cast):
    own = Subject.objects.get(organisation=cast.producer.post.organisation)
    mine = services.open_file(subject=own, by=cast.guangxin.post)
    other = services.open_file(subject=make.subject(), by=cast.guangxin.post)
    assert cast.producer.get(f"/credit/creditfiles/{mine.pk}/").status_code == 200
    assert cast.producer.get(f"/credit/creditfiles/{other.pk}/").status_code == 404


def test_the_yearly_rating_gives_everybody_a_file_and_a_grade(cast):
    make.subject()
    make.subject(at=SHAXI)
    market = make.subject(kind="market")
    services.rate_all(by=system_post())
    graded = Subject.objects.active().exclude(credit_grade="")
    assert graded.filter(pk=market.pk).count() == 0
    assert graded.count() == Subject.objects.active().exclude(kind="market").count()


def test_a_county_rates_its_own_place(cast):
    away = make.subject(at=SHAXI)
    make.subject()
    services.rate_all(by=cast.guangxin.post)
    assert not CreditFile.objects.filter(subject=away).exists()


def test_many_are_rated_with_as_many_statements_as_few(cast, django_assert_max_num_queries):
    def more(count, day):
        place = make.region(SHAXI)
        rows = [
            Subject(
                name=f"主体{day}-{n}",
                pinyin="zt",
                kind="family_farm",
                industry="planting",
                region=place,
                registered_on=clock.today(),
            )
            for n in range(count)
        ]
        create_many(rows, by=system_post(), state=State.ACCEPTED)

    more(2, "少")
    with CaptureQueriesContext(connection) as few:
        services.rate_all(by=system_post())
    more(500, "多")
    with django_assert_max_num_queries(len(few)):
        assert services.rate_all(by=system_post()) >= 502


def test_a_list_costs_the_same_however_long(cast, queries_of):
    services.open_file(subject=make.subject(), by=cast.guangxin.post)
    few = queries_of(cast.guangxin, "/credit/creditfiles/")
    for _ in range(5):
        services.open_file(subject=make.subject(), by=cast.guangxin.post)
    assert queries_of(cast.guangxin, "/credit/creditfiles/") == few


def test_the_overview_shows_the_posts_own_counties(cast):
    services.open_file(subject=make.subject(), by=cast.guangxin.post)
    assert "广信区" in cast.guangxin.get("/credit/").content.decode()
    assert "信州区" in cast.city.get("/credit/").content.decode()
    assert "广信区" not in cast.xinzhou.get("/credit/").content.decode().split("<main")[1]
