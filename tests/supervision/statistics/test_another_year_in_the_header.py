"""A kept table of one year, opened under another: what the list would count otherwise has no way there."""

from supervision.ground.desk import registry
from supervision.ground.desk.statistics import links, services

from .conftest import URL, YEAR, opened, question
from .conftest import links as ways

ASKED = "register=samples&r1=county&m=n&m=counted&m=failed"


def done(member, query=ASKED):
    job = services.start(registry.named("samples"), by=member.post, query=query, year=YEAR)
    return services.run(job.params, by=member.post, tell=lambda *told: None)


def cells(member, kept):
    page = member.get(f"{URL}done/{kept.pk}/")
    return page, [cell.url for cell in page.context["table"].total.cells]


def test_in_its_own_year_each_number_opens_its_rows(cast, samples):
    page, urls = cells(cast.city, done(cast.city))
    assert all(urls) and all(opened(cast.city, url) == int(number) for number, url in ways(page.context["table"]))


def test_in_another_what_depends_on_the_year_is_only_told(cast, samples):
    kept = done(cast.city)
    cast.city.post_to("/year", {"year": "2020"})
    page, (rows, counted, failed) = cells(cast.city, kept)
    assert rows and failed and not counted
    for url in (rows, failed):
        assert opened(cast.city, url) == int(dict((one, n) for n, one in ways(page.context["table"]))[url])


def test_nor_where_a_condition_depends_on_it(cast, samples):
    kept = done(cast.city, f"{ASKED}&cell=counted:True")
    cast.city.post_to("/year", {"year": "2020"})
    assert not any(cells(cast.city, kept)[1])


def test_what_is_the_same_in_every_year(cast):
    asked = links.Links(question(cast.city, r1="county"), YEAR - 1)
    assert not any(asked._is_otherwise(name) for name in ("county", "month", "product", "failed"))
    assert asked._is_otherwise("counted")
