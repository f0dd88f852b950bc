from django.apps import AppConfig

# What a verdict was given on: once there is one, these columns of the sampling form stand still.
SETTLED = ("product_id", "subject_id", "sampled_on", "region_id", "level", "kind", "method", "taking")


# The lines of a correction are in force with it, and never before.
DONE = "SELECT 1 FROM monitoring_correction c WHERE c.id = NEW.correction_id AND c.state = 'done'"


class MonitoringConfig(AppConfig):
    name = "monitoring"
    verbose_name = "监测"

    def ready(self) -> None:
        from supervision.ground.records import guards

        from . import vocabulary  # noqa: F401  registers the kinds of facts
        from .models import Sample

        columns = {str(field.column) for field in Sample._meta.concrete_fields}
        guards.freeze(
            "monitoring.Sample",
            message="该样品已出具检测结论，抽样信息不能修改。",
            when="OLD.verdict IN ('pass', 'fail', 'undetermined')",
            allow=tuple(sorted(columns - set(SETTLED))),
        )
        guards.freeze(
            "monitoring.Result",
            message="检测结果已审核，不能修改或删除。",
            when="OLD.verified",
            entering=f"NEW.verified AND NEW.correction_id IS NOT NULL AND NOT EXISTS ({DONE})",
        )
        guards.freeze(
            "monitoring.Correction", message="更正已办结，不能修改或删除。", when="OLD.state IN ('done', 'refused')"
        )
        guards.freeze("monitoring.TestOrder", message="检测单已审核，不能修改或删除。", when="OLD.state = 'verified'")
