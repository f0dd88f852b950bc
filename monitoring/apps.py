from __future__ import annotations

from typing import Any

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


# A failure is lifted by what the law knows and nothing else: a retest that was concluded, or the laboratory's own
# correction, checked by another person of it and agreed to by who ordered the test; in the transaction that lifts it.
LIFTED = "OLD.verdict = 'fail' AND NEW.verdict IS DISTINCT FROM 'fail'"
RETESTED = """e.sample_id = NEW.id AND e.concluded_on IS NOT NULL
                AND EXISTS (SELECT 1 FROM public.monitoring_testorder o
                            WHERE o.retest_id = e.pgh_obj_id AND o.state = 'verified'
                              AND NOT EXISTS (SELECT 1 FROM public.monitoring_correction c
                                              WHERE c.order_id = o.id AND c.state = 'done'))"""
SECOND = "SELECT r.id FROM public.monitoring_retest r WHERE r.sample_id = NEW.id"
CHECKED = "e.state = 'done' AND e.checked_by_id <> e.entered_by_id"
CORRECTED = f"""{CHECKED}
                AND (NEW.verdict <> 'pass' OR e.consented_by_id NOT IN (e.checked_by_id, e.entered_by_id))
                AND EXISTS (SELECT 1 FROM public.monitoring_testorder o
                            WHERE o.id = e.order_id AND (o.sample_id = NEW.id OR o.retest_id IN ({SECOND})))"""
# A conclusion is changed by the correction of the report behind it, and by nothing else.
RECONCLUDED = f"""{CHECKED}
                AND EXISTS (SELECT 1 FROM public.monitoring_testorder o
                            WHERE o.id = e.order_id AND o.retest_id = NEW.id)"""
FOLLOWS = ("second", "verdict", "version")
CONCLUDED = "复检已有结论，不能修改或删除。"
# What nobody has tested and what nobody has judged does not pass.
PASSED = "NEW.verdict = 'pass' AND OLD.verdict IN ('pending', 'undetermined')"
TESTED = """EXISTS (SELECT 1 FROM public.monitoring_testorder o JOIN public.monitoring_result r ON r.order_id = o.id
                        WHERE o.sample_id = NEW.id AND o.state = 'verified' AND r.verified)
                AND (OLD.verdict = 'pending' OR NEW.judged_on IS NOT NULL)"""


class MonitoringConfig(AppConfig):
    name = "monitoring"
    verbose_name = "监测"

    def ready(self) -> None:
        from supervision.grid.figures import fiveone
        from supervision.grid.vocabulary.fiveone import One
        from supervision.ground import changes
        from supervision.ground.records import guards

        from . import vocabulary  # noqa: F401  registers the kinds of facts
        from .figures import taken_in
        from .models import Sample
        from .services.handlings import handlings_of

        changes.open_matters_by(handlings_of)
        fiveone.waits_with(One.SAMPLING, taken_in, day="sampled_on")
        self._guard(guards, {str(field.column) for field in Sample._meta.concrete_fields})

    def _guard(self, guards: Any, columns: set[str]) -> None:
        """What is judged, corrected or concluded stands still in the database too."""
        guards.freeze(
            "monitoring.Sample",
            message="该样品已出具检测结论，抽样信息不能修改。",
            when="OLD.verdict IN ('pass', 'fail', 'undetermined')",
            allow=tuple(sorted(columns - set(SETTLED))),
        )
        retested = guards.witnessed("monitoring_retestevent", RETESTED)
        corrected = guards.witnessed("monitoring_correctionevent", CORRECTED)
        guards.prove(
            "monitoring.Sample",
            message="不合格的结论只能由复检结论或者经同意的更正解除；没有检测或者判定的样品不能改为合格。",
            when=f"({LIFTED}) OR ({PASSED})",
            proven=f"{retested} OR {corrected} OR OLD.verdict <> 'fail' AND {TESTED}",
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
        self._guard_second(guards)
        guards.freeze("monitoring.TestOrder", message="检测单已审核，不能修改或删除。", when="OLD.state = 'verified'")

    def _guard_second(self, guards: Any) -> None:
        """The conclusion of a second test."""
        guards.freeze(
            "monitoring.Retest",
            message=CONCLUDED,
            when="OLD.concluded_on IS NOT NULL",
            allow=FOLLOWS,
        )
        guards.prove(
            "monitoring.Retest",
            message=CONCLUDED,
            when="OLD.concluded_on IS NOT NULL",
            proven=guards.witnessed("monitoring_correctionevent", RECONCLUDED),
        )
