"""What a form field looks like: nothing typed is thrown away, everything is grouped once."""

import datetime as dt

from django import forms
from django.template.loader import render_to_string

from supervision.ground.desk.fields import FilesField
from supervision.templatetags import nongan


class Visit(forms.Form):
    sections = [("基本情况", ["day", "missing"]), ("结论", ["result"])]
    day = forms.DateField(label="日期")
    result = forms.ChoiceField(label="结论", choices=[("y", "合格")], widget=forms.RadioSelect)
    note = forms.CharField(label="备注", required=False)
    client_key = forms.CharField(required=False, widget=forms.HiddenInput)


def test_a_date_uses_the_browsers_calendar_in_its_own_format():
    shown = nongan.control(Visit(initial={"day": dt.date(2021, 12, 20)})["day"])
    assert 'type="date"' in shown
    assert 'value="2021-12-20"' in shown


def test_a_wrong_date_stays_as_it_was_typed_and_points_to_its_error():
    form = Visit({"day": "2021-12-32"})
    form.is_valid()
    shown = nongan.control(form["day"])
    assert 'type="text"' in shown
    assert "2021-12-32" in shown
    assert 'aria-invalid="true"' in shown
    assert 'aria-describedby="id_day_error"' in shown


def test_fields_of_no_section_come_last_and_hidden_ones_not_at_all():
    groups = [(title, [field.name for field in fields]) for title, fields in nongan.sections(Visit())]
    assert groups == [("基本情况", ["day"]), ("结论", ["result"]), ("其他", ["note"])]


def test_the_browsers_english_file_button_is_covered_by_chinese_words():
    class Papers(forms.Form):
        photos = FilesField()
        sheet = forms.FileField(label="Excel 文件")

    photos, sheet = (render_to_string("parts/field.html", {"field": field}) for field in Papers())
    assert "拍照或选择图片" in photos
    assert "capture" not in photos
    assert "选择文件" in sheet
    assert 'data-na-chosen="id_sheet"' in sheet
