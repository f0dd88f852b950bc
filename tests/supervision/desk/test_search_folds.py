"""What is looked for is folded as the doors fold, and found by its sound: lists, the search box, every choice."""

import pytest

from supervision.grid.training import Training
from supervision.ground import keys
from supervision.ground.desk.finding import Folded, has
from supervision.ground.kinds import fold, spelling
from supervision.ground.subjects import Kind, Product, SubjectCrop
from tests import make, registers

LIST = "/supervision/subjects/"
GREEN = "绿源（广信）合作社"


@pytest.fixture
def subjects(cast):
    farmer = make.subject("曾祥云", kind=Kind.SMALLHOLDER)
    return [make.subject(GREEN), make.subject("阿里·木AB社"), farmer]


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("绿源(广信)合作社", GREEN), ("绿\u200b源（", GREEN), ("绿源　(广信", GREEN), ("ｌｙ（ｇｘ", GREEN),
        ("阿里•木", "阿里·木AB社"), ("ａｂ社", "阿里·木AB社"),
        ("zengxiangyun", "曾祥云"), ("ZXY", "曾祥云"), ("cengxiang", "曾祥云"),
    ],
)  # fmt: skip
def test_a_subject_is_found(cast, subjects, asked, name):
    rows = cast.guangxin.get(LIST, {"q": asked}).context["rows"]
    assert [row["name"] for row in rows] == [name]
    found = cast.guangxin.get("/supervision/subjects/search/", {"q": asked}).json()["results"]
    assert [one["text"].split("（董")[0] for one in found] == [name]


def test_a_number_is_found_in_any_width(cast, subjects):
    number = subjects[0].number
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in number.lower())
    assert [row["number"] for row in cast.guangxin.get(LIST, {"q": f"\u200b{wide} "}).context["rows"]] == [number]


def test_a_text_without_a_key_is_folded_by_the_database(cast):
    made = registers.make("supervision.Training", at=registers.HERE)
    Training.objects.filter(pk=made.pk).update(topic="绿色（ＡＢ）·培训 一")
    assert Training.objects.annotate(told=Folded("topic")).get(pk=made.pk).told == fold("绿色（ＡＢ）·培训 一")
    for word in ("(ab)•培训", "绿色(", "培训一"):
        assert Training.objects.filter(has("topic", word)).exists(), word
    assert not Training.objects.filter(has("topic", "%")).exists()


@pytest.mark.parametrize(
    ("name", "sounds"),
    [
        ("单志强", "szq"), ("仇小明", "qiuxiaoming"), ("解军", "xiejun"), ("查良", "zhaliang"), ("翟刚", "zhaigang"),
        ("盖天", "getian"), ("缪贤", "miaoxian"), ("区平", "ouping"), ("覃海", "qinhai"), ("覃海", "tanhai"),
        ("尉迟恭", "yuchigong"), ("尉迟恭", "ycg"), ("饶其河", "rqh"),
    ],
)  # fmt: skip
def test_a_family_name_has_its_own_reading(name, sounds):
    assert sounds in spelling.key(name, person=True).split()
    assert sounds in spelling.key(f"{name}家庭农场") or len(sounds) < 4


PAGES = ["/greenfood/certifications/new/", "/certificates/certificates/new/", "/supervision/productionrecords/new/"]


@pytest.mark.parametrize("page", PAGES)
def test_products_are_a_search_box_with_the_subjects_own_first(cast, page):
    subject = make.subject("董团种菜合作社")
    product = Product.objects.filter(retired_on=None, category="蔬菜").exclude(aliases="").order_by("code")[3]
    SubjectCrop.objects.create(subject=subject, product=product)
    answer = cast.guangxin.get(page, {"subject": subject.pk})
    field = answer.context["form"].fields["product"]
    assert field.widget.attrs["data-na-search"] == "here"
    group, own = field.choices[1]
    assert (group, own) == ("该主体的品种", [(product.pk, product.name)])
    words = field.widget.words[product.pk]
    assert product.aliases.split(";")[0] in words and spelling.key(product.name).split()[0] in words
    assert f'data-words="{words}"' in answer.content.decode()


def test_the_key_of_a_name_is_what_is_searched(subjects):
    assert all(subject.name_key == keys.of(subject.name) for subject in subjects)
