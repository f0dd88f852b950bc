from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.core.validators import MaxLengthValidator

from supervision.ground.desk import PlainForm, TextBox, clean_texts, speak
from supervision.ground.errors import RuleViolation
from supervision.ground.people import User

from . import hashing, trying

LONGEST = 1024  # signs of a password: what is longer was pasted by mistake, or to keep us busy
LONGEST_NAME = 150  # the column's
TOO_LONG = f"密码最多 {LONGEST} 个字符。"


def _speak(form: forms.BaseForm) -> None:
    clean_texts(form.fields, refuse=False)
    for field in form.fields.values():
        speak(field)


class LoginForm(AuthenticationForm):
    """The user name without what a copied one brings along; every sign of a password counts.

    `waits` is set when nothing was looked at: too many tries (the seconds to wait), or too many at once.
    """

    waits = 0
    busy = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = self.fields["username"]
        name.widget.attrs.pop("maxlength", None)  # the browser would cut off in silence
        name.validators.append(
            MaxLengthValidator(LONGEST_NAME, "用户名最多 %(limit_value)d 个字，现有 %(show_value)d 个字。")
        )

    def full_clean(self) -> None:
        _speak(self)
        super().full_clean()

    def clean(self) -> dict[str, Any]:
        username, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if not username or not password:
            return self.cleaned_data
        if len(password) > LONGEST:
            raise forms.ValidationError({"password": TOO_LONG})
        self.user_cache = self._came_in(User.normalize_username(username), password)
        if self.user_cache is None:
            raise self.get_invalid_login_error()
        self.confirm_login_allowed(self.user_cache)
        return self.cleaned_data

    def _came_in(self, username: str, password: str) -> User | None:
        request: Any = self.request  # this form is asked by a page only
        try:
            return trying.come_in(request, username, password)
        except trying.Limited as limited:
            self.waits = limited.seconds
            raise forms.ValidationError(limited.message) from limited
        except hashing.Busy as busy:
            self.busy = True
            raise forms.ValidationError(busy.message) from busy


class CodeForm(PlainForm):
    """The code of the app, or where it opens a log-in one of the codes for the loss of the phone."""

    code = TextBox(
        label="验证码",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}),
        help_text="验证器应用里的6位数字，每30秒更换。",
    )


class LoginCodeForm(CodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = "验证器应用里的6位数字；手机不在身边时，可填一个恢复码。"
        self.fields["code"].widget.attrs.pop("inputmode")


class PasswordBox(forms.CharField):
    """Every sign counts."""

    def __init__(self, **more: Any) -> None:
        super().__init__(strip=False, validators=[MaxLengthValidator(LONGEST, TOO_LONG)], **more)


class PresentPasswordForm(forms.Form):
    """Asked before the second factor is changed: an open screen is not enough for that."""

    password = PasswordBox(label="现在的密码", widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}))

    def full_clean(self) -> None:
        _speak(self)
        super().full_clean()

    def is_right(self, user: User) -> bool:
        """Whether it is the person's; what is wrong is told at the box."""
        try:
            right = trying.own(user, self.cleaned_data["password"])
        except RuleViolation as refused:
            self.add_error("password", refused.message)
            return False
        if not right:
            self.add_error("password", "密码不正确。")
        return right


class SetUpForm(PresentPasswordForm, CodeForm):
    """The first code of a new phone: who finds an open screen may not make it his own."""

    field_order = ("code", "password")


class OwnPasswordForm(PasswordChangeForm):
    """The present password, and twice the new one."""

    def full_clean(self) -> None:
        _speak(self)
        super().full_clean()

    def clean_old_password(self) -> str:
        old = self.cleaned_data["old_password"]
        if len(old) > LONGEST:
            raise forms.ValidationError(TOO_LONG)
        try:
            right = trying.own(self.user, old)
        except RuleViolation as refused:
            raise forms.ValidationError(refused.message) from refused
        if not right:
            raise forms.ValidationError(self.error_messages["password_incorrect"], code="password_incorrect")
        return old

    def validate_password_for_user(self, user: Any, password_field_name: str = "") -> None:
        """What is wrong with the new password is told where it was typed first, not at its repetition."""
        super().validate_password_for_user(user, "new_password1")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        new = cleaned.get("new_password1") or ""
        if len(new) > LONGEST:
            self.add_error("new_password1", TOO_LONG)
        elif new and new == cleaned.get("old_password"):
            self.add_error("new_password1", "新密码不能与原密码相同。")
        return cleaned
