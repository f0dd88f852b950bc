from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "shangrao_nongan.demo"
    label = "demo"
    verbose_name = "演示数据"

    def ready(self) -> None:
        from . import vocabulary  # noqa: F401  registers the kind of job
