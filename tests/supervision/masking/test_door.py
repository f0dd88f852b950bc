"""What leaves is masked whoever wrote it; what a person has typed into a box comes back to him as it was."""

import json

import pytest
from django.http import HttpResponse, JsonResponse

from supervision.ground import masking

PHONE = "13912345678"


def shown(page: str) -> str:
    return masking.mask(HttpResponse(page)).content.decode()


@pytest.mark.parametrize(
    ("written", "left"),
    [
        (f"<p>找{PHONE}</p>", "<p>找139****5678</p>"),
        (f'<b title="找{PHONE}" data-label="{PHONE}">x</b>', '<b title="找139****5678" data-label="139****5678">x</b>'),
        (f"<td>{PHONE}</td><td>{PHONE}</td>", "<td>139****5678</td><td>139****5678</td>"),
        (f'<script type="application/json">{{"n": "{PHONE}", "m": {PHONE}}}</script>',
         f'<script type="application/json">{{"n": "139****5678", "m": {PHONE}}}</script>'),
    ],
)  # fmt: skip
def test_what_is_read_is_masked(written, left):
    assert shown(written) == left


@pytest.mark.parametrize(
    "page",
    [
        f'<input name="q" value="{PHONE}">', f"<textarea name=x>找{PHONE} > a</textarea>",
        f'<option value="{PHONE}">', f'<a href="/x?q={PHONE}">下一页</a>', f"<!-- {PHONE} -->",
        f"<script src='/static/{PHONE}.js'></script>", f"<style>.x{{width:{PHONE}px}}</style>",
    ],
)  # fmt: skip
def test_boxes_and_addresses_stay(page):
    assert shown(page) == page


def test_json_is_masked_in_its_strings_only():
    answer = masking.mask(
        JsonResponse({"a": PHONE, "b": int(PHONE), "c": f"行\n{PHONE}", "d": ["１３９１２３４５６７８"]})
    )
    told = json.loads(answer.content)
    assert told["a"] == "139****5678" and told["b"] == int(PHONE) and told["c"] == "行\n139****5678"
    assert told["d"][0].count("*") == 4


def test_a_paper_says_why_it_is_whole_and_a_published_number_is_named():
    assert PHONE in masking.mask(masking.in_full(HttpResponse(PHONE), "法定内容")).content.decode()
    answer = masking.mask(masking.openly(HttpResponse(f"<p>{PHONE}</p><p>13800138000</p>"), [PHONE]))
    assert answer.content.decode() == f"<p>{PHONE}</p><p>138****8000</p>"
    with pytest.raises(ValueError, match="为什么"):
        masking.in_full(HttpResponse(), "")


def test_the_length_is_right_and_files_are_left_alone():
    answer = HttpResponse(f"<p>{PHONE}</p>")
    answer["Content-Length"] = "1"
    assert masking.mask(answer)["Content-Length"] == str(len(answer.content))
    raw = HttpResponse(PHONE.encode(), content_type="application/pdf")
    assert masking.mask(raw).content == PHONE.encode()


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"{PHONE}，找人13800138000", f"{PHONE}，找人138****8000"),
        (f"13800138000/{PHONE}", f"138****8000/{PHONE}"),
        (f"卡号62284804{PHONE}", "卡号***************5678"),
        ("139 1234 5678", "139 1234 5678"),
    ],
)
def test_beside_a_published_number_the_others_stay_masked(text, left):
    answer = masking.mask(masking.openly(HttpResponse(f"<p>{text}</p>"), [PHONE]))
    assert answer.content.decode() == f"<p>{left}</p>"
