from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class ShangraoNonganConfig(AppConfig):
    name = "shangrao_nongan"
    verbose_name = "上饶农安"

    def ready(self):
        from .celery import app  # so that tasks sent from the web know the broker
        from .grants import grant_rights

        app.set_default()
        # Sent after all migrations have run; the ground floor has models, so it is always among the senders.
        post_migrate.connect(grant_rights, sender=apps.get_app_config("supervision"), dispatch_uid="grants")
