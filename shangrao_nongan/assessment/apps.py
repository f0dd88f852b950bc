from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    name = "shangrao_nongan.assessment"
    verbose_name = "年终考核"

    def ready(self) -> None:
        from supervision.ground.records import guards

        message = "考核结果已公布，不能修改。"
        guards.freeze("assessment.Run", when="OLD.state = 'published'", message=message)
        published = "EXISTS (SELECT 1 FROM public.assessment_run r WHERE r.id = OLD.run_id AND r.state = 'published')"
        guards.freeze("assessment.ScoreSheet", when=published, message=message)
        published = (
            "EXISTS (SELECT 1 FROM public.assessment_scoresheet s JOIN public.assessment_run r ON r.id = s.run_id"
            " WHERE s.id = OLD.sheet_id AND r.state = 'published')"
        )
        guards.freeze("assessment.ScoreLine", when=published, message=message)
