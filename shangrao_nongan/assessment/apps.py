from django.apps import AppConfig

# A run comes in waiting, and only one that was computed becomes a published one.
UNEARNED = (
    "TG_OP = 'INSERT' AND NEW.state <> 'waiting'"
    " OR NEW.state = 'published' AND OLD.state NOT IN ('computed', 'published')"
)
# Of a locked scheme it may still be said that somebody compared it with its source.
COMPARED = ("verified", "confirmed")


class AssessmentConfig(AppConfig):
    name = "shangrao_nongan.assessment"
    verbose_name = "年终考核"

    def ready(self) -> None:
        from supervision.ground.records import guards

        message = "考核结果已公布，不能修改。"
        run = "EXISTS (SELECT 1 FROM public.assessment_run r WHERE r.id = {}.run_id AND r.state = 'published')"
        sheet = (
            "EXISTS (SELECT 1 FROM public.assessment_scoresheet s JOIN public.assessment_run r ON r.id = s.run_id"
            " WHERE s.id = {}.sheet_id AND r.state = 'published')"
        )
        guards.freeze(
            "assessment.Run",
            when="OLD.state = 'published'",
            message="考核结果已公布，不能修改；没有算出的计分不能公布。",
            entering=UNEARNED,
        )
        for model, published in (("assessment.ScoreSheet", run), ("assessment.ScoreLine", sheet)):
            guards.freeze(model, when=published.format("OLD"), message=message, entering=published.format("NEW"))
        scheme = "SELECT 1 FROM public.assessment_scheme s WHERE s.id = {}.scheme_id AND s.locked_at IS NOT NULL"
        locked = f"EXISTS ({scheme})"
        message = "考核方案已锁定，方案和指标不能增删或修改。"
        guards.freeze("assessment.Scheme", when="OLD.locked_at IS NOT NULL", message=message, allow=COMPARED)
        guards.freeze(
            "assessment.Item",
            when=locked.format("OLD"),
            message=message,
            allow=COMPARED,
            # Compared with its source is no change of it; a new line, or one that moves, is.
            entering=f"(TG_OP = 'INSERT' OR OLD.scheme_id <> NEW.scheme_id) AND {locked.format('NEW')}",
        )
