from django.apps import AppConfig


class CertificatesConfig(AppConfig):
    name = "certificates"
    verbose_name = "合格证"

    def ready(self) -> None:
        from supervision.ground.records import guards

        guards.freeze(
            "certificates.Certificate",
            message="合格证开具后不能修改或删除，只能作废或标注。",
            allow=(
                *("state", "voided_by_id", "voided_at", "voided_why", "version"),
                *("mark", "mark_why", "marked_on", "marked_by_id"),
            ),
        )
        guards.freeze("certificates.Scan", message="查验记录不能修改或删除。")
