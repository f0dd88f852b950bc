from django.apps import AppConfig


class ChainConfig(AppConfig):
    name = "shangrao_nongan.chain"
    verbose_name = "留痕校验"

    def ready(self) -> None:
        from supervision.ground.records import guards

        guards.freeze("chain.Digest", message="校验链一经写入不能修改或删除。")
