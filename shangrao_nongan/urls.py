"""The site's addresses.  Public ones (no login) are listed in tests/house; everything else asks who you are."""

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import views as auth
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import include, path
from django.views.decorators.http import require_safe
from django.views.generic import RedirectView
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerView

from supervision.ground import desk

from . import choices, health
from .entrance import own
from .entrance import views as entrance

to_login = login_not_required(require_safe(RedirectView.as_view(pattern_name="login", query_string=True)))
# Asked for by whatever shows no page of ours: a PDF, a file, an answer of the API.
favicon = login_not_required(require_safe(lambda request: redirect(static("nongan/favicon.svg"))))
handler400 = "shangrao_nongan.errors.bad_request"
handler500 = "shangrao_nongan.errors.server_error"
urlpatterns = [
    path("favicon.ico", favicon, name="favicon"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("login", entrance.Login.as_view(), name="login"),
    path("login/code", entrance.LoginCode.as_view(), name="login-code"),
    path("login/", to_login, name="login-slash"),
    path("logout", auth.LogoutView.as_view(), name="logout"),
    path("password", entrance.OwnPassword.as_view(), name="password_change"),
    path("password/done", auth.PasswordChangeDoneView.as_view(), name="password_change_done"),
    path("signins/", entrance.noted, name="signins"),
    path("me/devices/", entrance.devices, name="devices"),
    path("me/devices/end", entrance.end_devices, name="devices-end"),
    path("me/second/", own.second_factor, name="second"),
    path("me/second/codes", own.codes, name="second-codes"),
    path("year", choices.switch_year, name="year"),
    path("post", choices.switch_post, name="switch-post"),
    path("", include("shangrao_nongan.home.urls")),
    path("supervision/", include("supervision.urls")),
    path("monitoring/", include("monitoring.urls")),
    path("certificates/", include("certificates.urls")),
    path("c/", include("certificates.urls_public")),
    path("credit/", include("credit.urls")),
    path("greenfood/", include("greenfood.urls")),
    path("emergency/", include("emergency.urls")),
    path("assessment/", include("shangrao_nongan.assessment.urls")),
    path("chain/", include("shangrao_nongan.chain.urls")),
    path("audit/", include("shangrao_nongan.audit.urls")),  # after all registers, which it names
    path("api/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("api/docs/", require_safe(SpectacularSwaggerView.as_view(url_name="schema")), name="api-docs"),
    path("api/", include(desk.api_urls())),
    path("admin/login/", to_login),  # tries are counted at one door
    path("admin/", admin.site.urls),
]
if settings.DEBUG:
    from django.contrib.staticfiles.urls import staticfiles_urlpatterns

    urlpatterns += staticfiles_urlpatterns()
