from django.apps import AppConfig


class CertificatesConfig(AppConfig):
    name = "certificates"
    verbose_name = "合格证"

    def ready(self) -> None:
        from supervision.ground import changes
        from supervision.ground.records import guards

        from .figures import is_outside

        changes.freed_by(is_outside)
        guards.freeze(
            "certificates.Certificate",
            message="合格证开具后不能修改或删除，只能作废或标注；公开的电话可以收回，不能再公开。",
            allow=(
                *("state", "voided_by_id", "voided_at", "voided_why", "version"),
                *("mark", "mark_why", "marked_on", "marked_by_id", "phone_open"),
            ),
            # Void is void, whatever else is said about it; a phone is published at issue only, by its owner.
            bar="(OLD.state = 'void' AND NEW.state <> OLD.state) OR (NEW.phone_open AND NOT OLD.phone_open)",
        )
        guards.prove(
            "certificates.Certificate",
            message="合格证的监管标注只能由有权的岗位写明原因后变更或取消。",
            when="OLD.mark <> '' AND NEW.mark IS DISTINCT FROM OLD.mark",
            proven=guards.witnessed(
                "certificates_certificateevent",
                "e.pgh_obj_id = NEW.id AND said ->> 'post' IS NOT NULL AND COALESCE(said ->> 'why', '') <> ''",
            ),
        )
        guards.freeze("certificates.Scan", message="查验记录不能修改或删除。")
