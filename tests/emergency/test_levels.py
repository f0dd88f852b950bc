"""The table suggests, a person decides, both are kept."""

import pytest

from emergency import services
from supervision.ground.errors import Forbidden, RuleViolation, StaleEdit


@pytest.fixture
def incident(cast):
    return services.report_first(by=cast.township.post, title="疑似农药残留中毒", affected=35)


def test_the_table_suggests(incident):
    assert (incident.suggested, incident.level) == ("4", "")


def test_the_suggestion_follows_what_is_known_and_the_level_does_not(cast, incident):
    services.decide_level(incident, level="4", why="暂按一般", by=cast.guangxin.post)
    services.supplement(incident, by=cast.guangxin.post, version=incident.version, deaths=1)
    assert (incident.suggested, incident.level) == ("3", "4")


def test_raised_and_lowered_with_reasons(cast, incident):
    services.decide_level(incident, level="3", why="病情加重", by=cast.guangxin.post)
    services.decide_level(incident, level="4", why="均已出院", by=cast.reviewer.post)
    assert [d.to_level for d in incident.decisions.all()] == ["3", "4"]
    with pytest.raises(RuleViolation, match="定级理由"):
        services.decide_level(incident, level="2", why=" ", by=cast.guangxin.post)


def test_a_township_does_not_set_levels(cast, incident):
    with pytest.raises(Forbidden):
        services.decide_level(incident, level="4", why="一般", by=cast.township.post)


def test_a_stale_supplement_is_refused(cast, incident):
    seen = incident.version
    services.supplement(incident, by=cast.guangxin.post, version=seen, deaths=1)
    with pytest.raises(StaleEdit):
        services.supplement(incident, by=cast.guangxin.post, version=seen, deaths=2)


def test_the_response_starts_with_a_level_and_ends_with_a_final_report(cast, incident):
    with pytest.raises(RuleViolation, match="先定级"):
        services.respond(incident, by=cast.guangxin.post)
    services.decide_level(incident, level="4", why="一般", by=cast.guangxin.post)
    services.respond(incident, by=cast.guangxin.post)
    with pytest.raises(RuleViolation, match="终报"):
        services.end(incident, by=cast.guangxin.post, why="已处置")
    services.add_report(incident, kind="final", text="原因查明", by=cast.guangxin.post)
    services.end(incident, by=cast.guangxin.post, why="已处置")
    assert incident.status == "ended"
