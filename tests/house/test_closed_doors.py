"""Closed unless said otherwise: the API by its default permission, pages by the login; the public list is short."""

from django.conf import settings
from rest_framework.permissions import AllowAny
from rest_framework.settings import api_settings
from rest_framework.views import APIView

from shangrao_nongan.permissions import Closed

from . import site
from .source import name_of, python_files


def test_the_api_is_closed_by_default():
    assert list(api_settings.DEFAULT_PERMISSION_CLASSES) == [Closed]
    assert not Closed().has_permission(None, None)


def test_every_api_view_names_its_permission():
    asked = 0
    for address in site.addresses():
        kind = getattr(address.view, "cls", None) or getattr(address.view, "view_class", None)
        if kind is None or not issubclass(kind, APIView):
            continue
        asked += 1
        assert kind.permission_classes, address.path
        assert AllowAny not in kind.permission_classes, address.path
        assert kind.permission_classes != [Closed], f"{address.path} is of no use to anybody"
    assert asked > 10


def test_nobody_imports_allow_any():
    assert [name_of(path) for path in python_files() if "AllowAny" in path.read_text()] == []


def test_login_is_asked_of_everybody_but_the_public_list():
    assert "django.contrib.auth.middleware.LoginRequiredMiddleware" in settings.MIDDLEWARE
    found = {a.name for a in site.addresses() if not getattr(a.view, "login_required", True) and not a.is_api}
    assert found <= site.PUBLIC | {"logout", "login-slash"}  # both only lead to the login


def test_only_the_api_and_nothing_else_is_exempt_from_csrf():
    exempt = {a.name for a in site.addresses() if getattr(a.view, "csrf_exempt", False) and not a.is_api}
    assert exempt == set()
