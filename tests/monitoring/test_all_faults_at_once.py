"""A sampling form that lacks several things is told all of them in one round."""

from tests import make

NEW = "/monitoring/samples/new/"


def test_an_empty_rapid_form(cast):
    told = {"subject": make.subject().pk, "level": "township", "kind": "routine", "method": "rapid", "submit": "1"}
    answer = cast.township.post_to(NEW, told | {"sampled_on": "2021-11-03", "taking": "taken", "place": "field"})
    found = set(answer.context["form"].errors)
    assert answer.status_code == 422
    assert {"product", "record_check", "rapid", "rapid_item"} <= found
    assert not {"laboratory", "analytes"} & found


def test_an_empty_quantitative_form(cast):
    told = {"subject": make.subject().pk, "level": "county", "kind": "supervision", "method": "quantitative"}
    answer = cast.guangxin.post_to(NEW, told | {"sampled_on": "2021-11-03", "taking": "taken", "submit": "1"})
    found = set(answer.context["form"].errors)
    assert {"product", "record_check", "laboratory", "analytes", "seal", "price", "sampler_2"} <= found
    assert "rapid" not in found


def test_a_draft_is_asked_for_the_product_only(cast):
    told = {"subject": make.subject().pk, "level": "township", "kind": "routine", "method": "rapid", "save": "1"}
    answer = cast.township.post_to(NEW, told | {"sampled_on": "2021-11-03", "taking": "taken", "place": "field"})
    assert "record_check" not in answer.context["form"].errors
