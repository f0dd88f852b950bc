"""A bonus is earned on top of the hundred."""

from decimal import Decimal

from supervision.ground.measures import Measure


def test_it_is_in_the_total(scored, known):
    known["city_total"] = {"361104": Measure(Decimal(440), 440, 440)}
    run = scored()
    sheet, other = run.sheets.get(county="361104"), run.sheets.get(county="361102")
    assert (sheet.bonus, other.bonus) == (2, 0)
    assert sheet.total == sheet.base + 2 == other.total + 2
