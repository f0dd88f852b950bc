"""Every page speaks Chinese: no English word in its text, its titles, its placeholders and its buttons."""

import re
from html.parser import HTMLParser

import pytest

from monitoring.models import Analyte
from supervision.ground.people import User

pytestmark = pytest.mark.doors

WORD = re.compile(r"[A-Za-z][A-Za-z'-]*[A-Za-z]|[A-Za-z]")
SPOKEN = {"title", "placeholder", "aria-label", "alt", "data-confirm"}
SILENT = {"script", "style", "svg", "code", "noscript"}
# Names and signs that Chinese officials write in Latin letters.
KNOWN = set(
    re.split(
        r"\s+",
        """Excel API CMA CATL GPS WGS GCJ WGS84 GCJ-02 QR PDF AGI PGI ID IP A B C D xlsx xls XLSX JPG JPEG PNG HEIC MB
        KB kg mg g t L mL μg ug pH km m GB NY csv ND Sheet Chrome Edge Safari Firefox iOS Android ha I O S V Z
        TOTP bin manage verify chain heads txt""",
    )
)
CODES = re.compile(
    r"\b[A-Z]{2}-\d{6}-\d{4}-\d+\b|\bLB-\d+\b|[\w.+-]+@[\w.-]+|https?://\S+|\b[\w-]+\.(?:jpg|png|xlsx?|pdf)\b"
    r"|\b[0-9A-Z]{10,18}\b|\b[0-9a-zA-Z_-]{22}\b|\b[a-f0-9]{12,64}\b",
)


class Text(HTMLParser):
    """The text and the spoken attributes of a page."""

    def __init__(self):
        super().__init__()
        self.words, self.silent = [], 0

    def handle_starttag(self, tag, attrs):
        self.silent += tag in SILENT
        given = dict(attrs)
        if tag == "input" and given.get("type") in ("submit", "button"):
            self.words.append(given.get("value") or "")
        self.words += [value or "" for name, value in attrs if name in SPOKEN]

    def handle_endtag(self, tag):
        self.silent -= tag in SILENT and self.silent > 0

    def handle_data(self, data):
        if not self.silent:
            self.words.append(data)


def foreign_words(page, names):
    text = Text()
    text.feed(page)
    said = CODES.sub(" ", " ".join(text.words))
    return {word for word in WORD.findall(said) if word not in KNOWN and word not in names}


@pytest.mark.parametrize("name", ["city", "guangxin", "township", "producer", "lab_tester"])
def test_pages_speak_chinese(scene, cast, name):
    member, found, seen = getattr(cast, name), {}, 0
    named = [*Analyte.objects.values_list("name", flat=True), *User.objects.values_list("username", flat=True)]
    names = set(WORD.findall(" ".join(named).replace("_", " ")))
    for target in filter(lambda target: target.is_page, scene.targets()):
        answer = member.get(target.url)
        html = answer.get("Content-Type", "").startswith("text/html")
        if not html or answer.status_code in (302, 405) or target.name == "api-docs":
            continue
        seen += answer.status_code == 200
        page = answer.content.decode()
        assert '<html lang="zh-CN"' in page, target.url
        if words := foreign_words(page, names):
            found[f"{answer.status_code} {target.url}"] = sorted(words)[:12]
    assert seen > 5
    assert found == {}
