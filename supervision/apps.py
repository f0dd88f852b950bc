from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_out
from django.core.signals import request_finished, request_started
from django.db.models.signals import post_migrate


class SupervisionConfig(AppConfig):
    name = "supervision"
    verbose_name = "监管"

    def ready(self) -> None:
        from supervision.enforcement.figures.unfinished import cases_of
        from supervision.enforcement.services import case as cases
        from supervision.grid.figures import fiveone
        from supervision.grid.vocabulary.fiveone import One
        from supervision.ground import acts, changes, desk, editions, files, history, leads, signins, terms
        from supervision.ground.records import guards
        from supervision.ground.unsent import let_go
        from supervision.patrols import turns  # noqa: F401  declares the duties
        from supervision.patrols.figures import patrol as patrols
        from supervision.patrols.figures.unfinished import orders_of
        from supervision.patrols.models.checklist import Checklist, ChecklistItem
        from supervision.patrols.vocabulary import happenings  # noqa: F401  registers the kinds of facts

        _guard()
        signins.second.keep()
        history.noted_by(acts.note)
        history.noted_by(desk.manner.noted)
        editions.protect(Checklist, ChecklistItem)
        desk.manner.protect()
        editions.protect_dictionary(terms.TermEdition)
        user_logged_out.connect(let_go, dispatch_uid="unsent")
        request_started.connect(files.begin, dispatch_uid="files")
        request_finished.connect(files.finish, dispatch_uid="files")
        post_migrate.connect(guards.install, sender=self, dispatch_uid="guards")
        # What the work areas, strangers to one another, have for each other.
        leads.taken_up_by(cases)
        changes.open_matters_by(orders_of)
        changes.open_matters_by(cases_of)
        fiveone.told_by(One.PATROL, patrols.conducted_in)


def _guard() -> None:
    """What the database itself keeps as it is."""
    from supervision.ground.records import guards

    guards.freeze("supervision.Fact", message="事实一经记录不能修改或删除，只能撤回。")
    guards.freeze("supervision.FactCause", message="事实的起因一经记录不能修改或删除。")
    for model in ("Act", "Reveal", "Exported"):
        guards.freeze(f"supervision.{model}", message="办理记录不能修改或删除。")
    for model in ("Fact", "FactCause", "Act", "Reveal", "Exported"):
        guards.date(f"supervision.{model}", "recorded_at" if "Fact" in model else "at")
    # What was decided stands until the case is returned; that, and voiding it, are what may still be said of it.
    guards.freeze(
        "supervision.Case",
        message="案件已结案，不能修改；确有错误的，请先退回。",
        when="OLD.state = 'accepted' AND OLD.closed_on IS NOT NULL",
        allow=(*guards.OF_ITS_LIFE, "transferred_on"),
    )
