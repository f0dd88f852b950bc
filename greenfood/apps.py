from django.apps import AppConfig


class GreenfoodConfig(AppConfig):
    name = "greenfood"
    verbose_name = "绿色优质"

    def ready(self) -> None:
        from supervision.ground.records import guards
        from supervision.ground.subjects import claims

        from .services.backing import backing

        claims.backed_by(backing)

        guards.freeze("greenfood.OpeningList", message="年初有效清单已锁定，不能修改或删除。")
        guards.freeze("greenfood.OpeningEntry", message="年初有效清单已锁定，不能修改或删除。")
