from django.apps import AppConfig


class CreditConfig(AppConfig):
    name = "credit"
    verbose_name = "信用"

    def ready(self) -> None:
        from supervision.ground.records import guards

        from . import receivers, tasks  # noqa: F401  registers them

        guards.freeze("credit.CreditEntry", message="信用记录一经登记不能修改或删除，只能撤回。")
        guards.freeze("credit.CreditRating", message="信用等级变更记录不能修改或删除。")
