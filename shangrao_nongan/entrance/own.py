"""两步验证: one's own second factor, set up, looked at and changed on one page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from certificates.qr import drawing
from supervision.ground import signins
from supervision.ground.people import OfficialRequest

from . import second, trying
from .forms import PresentPasswordForm, SetUpForm

PAGE, CODES = "registration/second.html", "registration/second_codes.html"


@require_http_methods(["GET", "POST"])
def second_factor(request: OfficialRequest) -> HttpResponse:
    found = signins.second.standing(request.user)
    return _change(request, found) if found.is_set else _set_up(request)


def _set_up(request: OfficialRequest) -> HttpResponse:
    form, secret = SetUpForm(request.POST or None), second.secret(request)
    if request.method == "POST" and form.is_valid() and form.is_right(request.user):
        try:
            right = trying.first_code(request.user, secret, form.cleaned_data["code"], by=request.post or None)
        except trying.Limited as limited:
            form.add_error(None, limited.message)
        else:
            if right:
                second.is_set(request)
                return _hand_out(request, "两步验证已启用")
            form.add_error("code", "验证码不正确。请核对手机时间是否准确，填应用里当前显示的验证码。")
    address = signins.second.address(secret, request.user.username)
    told: dict[str, Any] = {
        "form": form,
        "drawing": drawing(address, title="用验证器应用扫描"),
        "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        "address": address,
        "due": second.is_due(request),
        "grace": signins.second.grace_shown(),
    }
    return render(request, PAGE, told)


def _change(request: OfficialRequest, found: signins.second.Standing) -> HttpResponse:
    form = PresentPasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and form.is_right(request.user):
        if request.POST.get("do") == "replace":
            signins.second.replace(request.user, by=request.post or None)
            if found.asked:
                second.must_set(request)
            messages.success(request, "原来的验证器已停用，请用新的手机扫描。")
            return redirect("second")
        return _hand_out(request, "新的恢复码")
    return render(request, PAGE, {"found": found, "form": form})


def _hand_out(request: OfficialRequest, title: str) -> HttpResponse:
    """The page that tells them may be loaded again; a form sent again must not make others of them."""
    second.tell(request, title, signins.second.handed_out(request.user, by=request.post or None))
    return redirect("second-codes")


@require_http_methods(["GET", "POST"])
def codes(request: OfficialRequest) -> HttpResponse:
    """The codes just handed out, until the person says that they are written down."""
    told = second.told(request)
    if request.method == "POST" or told is None:
        second.forget(request)
        return redirect("second" if told is None else "me")
    title, found = told
    return render(request, CODES, {"codes": found, "title": title})
