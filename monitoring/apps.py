from django.apps import AppConfig

# What a verdict was given on: once there is one, these columns of the sampling form stand still.
SETTLED = ("product_id", "subject_id", "sampled_on", "region_id", "level", "kind", "method", "taking")


# The lines of a correction are in force with it, and never before.
CORRECTION = "SELECT 1 FROM public.monitoring_correction c WHERE c.id = NEW.correction_id AND c.state = '{}'"
TOO_EARLY = f"NEW.verified AND NEW.correction_id IS NOT NULL AND NOT EXISTS ({CORRECTION.format('done')})"
# Nor does a line come into a correction that was checked, or into a report that was verified.
ORDER = "SELECT 1 FROM public.monitoring_testorder o WHERE o.id = NEW.order_id AND o.state = 'verified'"
TOO_LATE = f"""(TG_OP = 'INSERT' OR OLD.correction_id IS DISTINCT FROM NEW.correction_id
                        OR OLD.order_id IS DISTINCT FROM NEW.order_id) AND CASE
                    WHEN NEW.correction_id IS NULL THEN NOT NEW.verified AND EXISTS ({ORDER})
                    ELSE NOT EXISTS ({CORRECTION.format("entered")}) END"""


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
            entering=f"({TOO_EARLY}) OR ({TOO_LATE})",
        )
        guards.freeze(
            "monitoring.Correction",
            message="更正已办结，不能修改或删除。",
            when="OLD.state IN ('done', 'refused')",
            entering="TG_OP = 'INSERT' AND NEW.state <> 'entered'",
        )
        guards.freeze("monitoring.TestOrder", message="检测单已审核，不能修改或删除。", when="OLD.state = 'verified'")
