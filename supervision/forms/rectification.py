from __future__ import annotations

from django import forms

from supervision import clock, desk

PASSED, FAILED = "passed", "failed"


class FixForm(desk.DeskForm):
    fixed_on = forms.DateField(label="整改完成日期", initial=clock.today)
    report = forms.CharField(label="整改情况", max_length=2000, widget=forms.Textarea)
    photos = desk.FilesField(label="整改后照片")


class RecheckForm(desk.DeskForm):
    closed_on = forms.DateField(label="复查日期", initial=clock.today)
    outcome = forms.ChoiceField(
        label="复查结论", choices=[(PASSED, "通过，整改销号"), (FAILED, "未通过，继续整改")], widget=forms.RadioSelect
    )
    recheck = forms.CharField(label="复查意见", max_length=1000, required=False, widget=forms.Textarea)
    photos = desk.FilesField(label="复查照片")
