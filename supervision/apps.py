from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SupervisionConfig(AppConfig):
    name = "supervision"
    verbose_name = "监管"

    def ready(self) -> None:
        from supervision.records import guards
        from supervision.vocabulary import happenings  # noqa: F401  registers the kinds of facts

        guards.freeze("supervision.Fact", message="事实一经记录不能修改或删除，只能撤回。")
        post_migrate.connect(guards.install, sender=self, dispatch_uid="guards")
