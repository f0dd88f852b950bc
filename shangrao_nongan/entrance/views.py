from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, PasswordChangeView
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import FormView

from supervision.ground import signins
from supervision.ground.people import OfficialRequest, User, require

from ..demo import accounts
from . import device, hashing, second, trying
from .forms import LoginCodeForm, LoginForm, OwnPasswordForm

PER_PAGE = 50


class Login(LoginView):
    """The login page; on a demonstration site it lists who one can be there."""

    redirect_authenticated_user = True
    authentication_form = LoginForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if settings.DEMO_TODAY:
            context |= {"demo_accounts": accounts.listed(), "demo_password": accounts.password()}
        return context

    def form_valid(self, form: Any) -> HttpResponse:
        if signins.second.is_set(form.get_user()):
            second.ask(self.request, form.get_user(), onward=self.get_success_url())
            return redirect("login-code")
        response = super().form_valid(form)
        second.remind(self.request, form.get_user())
        device.remember(self.request, response, device.digest(form.get_user().username))
        return response

    def form_invalid(self, form: Any) -> HttpResponse:
        """The name stays; a machine is told in its own way when to come again."""
        response = super().form_invalid(form)
        if form.waits:
            response.status_code, response["Retry-After"] = 429, str(form.waits)
        elif form.busy:
            response.status_code, response["Retry-After"] = 503, "2"
        return response


@method_decorator(login_not_required, name="dispatch")
class LoginCode(FormView[LoginCodeForm]):
    """The second step of a log-in: the password was right, and nobody is signed in yet."""

    template_name = "registration/second_code.html"
    form_class = LoginCodeForm
    http_method_names = ["get", "head", "options", "post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.waiting = second.waiting(request)
        if self.waiting is None and str(request.method).lower() in self.http_method_names:
            messages.info(request, "请先填写用户名和密码。")
            return redirect("login")
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        request: Any = self.request
        user, onward = self.waiting  # type: ignore[misc]  # dispatch has asked
        try:
            right = trying.second(request, user, form.cleaned_data["code"])
        except trying.Limited as limited:
            form.add_error(None, limited.message)
            response = self.form_invalid(form)
            response.status_code, response["Retry-After"] = 429, str(limited.seconds)
            return response
        if not right:
            form.add_error("code", "验证码不正确或已用过，请填应用里当前显示的验证码。")
            return self.form_invalid(form)
        second.done(request)
        login(request, user)
        response = redirect(onward)
        device.remember(request, response, device.digest(user.username))
        return response


class OwnPassword(PasswordChangeView):
    """One's own password; for who comes in with the first one, the only page there is."""

    form_class = OwnPasswordForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user: Any = self.request.user
        first = signins.must_change(user)
        return super().get_context_data(**kwargs) | {"first": first}

    def form_valid(self, form: Any) -> HttpResponse:
        request: Any = self.request
        mark = request.session.get(signins.MARK)
        try:
            with hashing.a_place(known=True):
                signins.set_password(
                    form.user, form.cleaned_data["new_password1"], by=request.post or None, besides=mark
                )
        except hashing.Busy as busy:
            form.add_error(None, busy.message)
            return self.form_invalid(form)
        _keep(request, form.user)
        return redirect(self.get_success_url())


def _keep(request: HttpRequest, user: Any) -> None:
    """This device stays signed in, under a new key that its row is told as well."""
    update_session_auth_hash(request, user)
    mark = request.session.get(signins.MARK)
    if request.session.session_key:
        signins.moved(mark, request.session.session_key)


@require_safe
def devices(request: OfficialRequest) -> HttpResponse:
    """我的登录设备: where one is signed in, since when, and last used when."""
    here = request.session.get(signins.MARK)
    return render(request, "registration/devices.html", {"found": signins.open_of(request.user), "here": here})


@require_POST
def end_devices(request: OfficialRequest) -> HttpResponse:
    """One device, or all but this one. Another person's is not there."""
    here, asked = request.session.get(signins.MARK), request.POST.get("device", "")
    if asked == "others":
        count = signins.end_all(request.user, by=request.post or None, why="本人在其他设备上退出", besides=here)
        messages.success(request, f"已退出其他 {count} 个设备。" if count else "没有其他设备在登录。")
        return redirect("devices")
    rows = signins.SignIn.objects.open().filter(user=request.user, pk=int(asked) if _is_key(asked) else 0)
    if not rows:
        raise Http404("没有这个登录设备，可能已经退出。")
    signins.end(rows, by=request.post or None, why="本人在其他设备上退出")
    messages.success(request, "已退出该设备。")
    return redirect("devices")


@require_safe
def noted(request: OfficialRequest) -> HttpResponse:
    """登录记录: failed and limited tries, log-ins that were ended, passwords that were changed or handed out."""
    require(request.post, "supervision.view_post")
    page = Paginator(signins.noted(request.post), PER_PAGE).get_page(request.GET.get("page"))
    people = dict(User.objects.filter(pk__in={act.record for act in page}).values_list("pk", "name"))
    rows = [{"act": act, "whose": people.get(act.record, "没有这个账号")} for act in page]
    return render(request, "registration/noted.html", {"page": page, "rows": rows, "days": signins.days()})


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 19
