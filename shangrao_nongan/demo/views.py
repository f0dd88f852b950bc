from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView

from supervision.ground.desk import clean_texts, speak

from . import accounts


class LoginForm(AuthenticationForm):
    """The user name without what a copied one brings along; every sign of a password counts."""

    def full_clean(self) -> None:
        clean_texts(self.fields, refuse=False)
        for field in self.fields.values():
            speak(field)
        super().full_clean()


class Login(LoginView):
    """The login page; on a demonstration site it lists who one can be there."""

    redirect_authenticated_user = True
    authentication_form = LoginForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if settings.DEMO_TODAY:
            context |= {"demo_accounts": accounts.listed(), "demo_password": accounts.password()}
        return context
