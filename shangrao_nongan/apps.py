from __future__ import annotations

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class ShangraoNonganConfig(AppConfig):
    name = "shangrao_nongan"
    verbose_name = "上饶农安"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in, user_logged_out
        from django_structlog import signals

        from . import grants, logs, triggers
        from .celery import app  # so that tasks sent from the web know the broker
        from .entrance import staying

        app.set_default()
        signals.bind_extra_request_metadata.connect(logs.begun)
        signals.bind_extra_request_finished_metadata.connect(logs.ended)
        user_logged_in.connect(staying.came_in, dispatch_uid="signins")
        user_logged_out.connect(staying.goes, dispatch_uid="signins")
        # Sent after all migrations have run; the ground floor has models, so it is always among the senders.
        ground = apps.get_app_config("supervision")
        post_migrate.connect(triggers.install, sender=ground, dispatch_uid="triggers")
        post_migrate.connect(grants.grant_rights, sender=ground, dispatch_uid="grants")
