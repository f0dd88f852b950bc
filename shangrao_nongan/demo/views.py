from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.views import LoginView

from . import accounts


class Login(LoginView):
    """The login page; on a demonstration site it lists who one can be there."""

    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if settings.DEMO_TODAY:
            context |= {"demo_accounts": accounts.listed(), "demo_password": accounts.password()}
        return context
