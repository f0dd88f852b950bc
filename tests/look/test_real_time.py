"""On the demonstration site the times of the audit trail say that they are real; elsewhere they need no word."""

import datetime as dt

from supervision.templatetags.nongan import real_time, show
from tests import make


def test_only_on_the_demonstration_site(settings):
    settings.DEMO_TODAY = None
    assert real_time() == ""
    settings.DEMO_TODAY = dt.date(2021, 12, 20)
    assert "实际时间" in real_time()


def test_a_history_says_it(cast, settings):
    settings.DEMO_TODAY = dt.date(2021, 12, 20)
    page = cast.guangxin.get(f"/supervision/subjects/{make.subject().pk}/").content.decode()
    assert "（实际时间）" in page


def test_what_has_run_out_is_red():
    assert "已过期" in show(dt.date(2000, 1, 1), "until")
    assert show(dt.date(2999, 1, 1), "until") == "2999-01-01"
