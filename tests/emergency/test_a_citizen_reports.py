"""A social supervisor reports what he saw, reads what became of his own report, and nothing of what is done inside."""

from django.urls import reverse

from emergency import services
from emergency.models import Incident
from tests import make


def test_reported_it_waits_for_the_county_and_shows_its_state_to_the_reporter(cast):
    told = {"title": "市场上有人卖病死猪", "source": "hotline"}
    answer = cast.social.post_to(reverse("emergency:incidents-new"), told)
    assert answer.status_code in (200, 302), answer.content.decode()[:500]
    made = Incident.objects.get(title="市场上有人卖病死猪")
    page = reverse("emergency:incidents-detail", args=[made.pk])
    assert cast.guangxin.get(page).status_code == 200
    own = cast.social.get(page)
    assert own.status_code == 200 and own.context["timeline"] == [] and own.context["actions"] == []
    labels = [item["label"] for group in own.context["fields"] for item in group["items"]]
    assert "处置状态" in labels and not {"建议级别", "定级", "初报时间"} & set(labels)


def test_what_others_reported_does_not_exist_for_him(cast):
    other = services.report_first(by=make.post("guangxin"), title="内部线索")
    assert cast.social.get(reverse("emergency:incidents-detail", args=[other.pk])).status_code == 404
    assert "内部线索" not in cast.social.get(reverse("emergency:incidents")).content.decode()
    assert cast.social.get("/api/incidents/").json()["results"] == []
    assert cast.social.get(reverse("emergency:incidents-detail", args=[other.pk]) + "?q=内部").status_code == 404
