from django.apps import AppConfig

# Once the first report is given, these moments of an incident stay as they are.
MOMENTS = ("id", "number", "made_at", "noticed_on", "noticed_at", "report_due", "first_reported_at")


class EmergencyConfig(AppConfig):
    name = "emergency"
    verbose_name = "应急"

    def ready(self) -> None:
        from supervision.ground.records import guards

        from . import receivers  # noqa: F401  registers itself

        columns = [str(field.column) for field in self.get_model("Incident")._meta.concrete_fields]
        guards.freeze(
            "emergency.Incident",
            message="接报和初报时间不能修改，事件不能删除。",
            when="OLD.first_reported_at IS NOT NULL",
            allow=tuple(column for column in columns if column not in MOMENTS),
        )
        guards.freeze("emergency.IncidentReport", message="事件报告一经上报不能修改或删除。")
        guards.freeze("emergency.LevelDecision", message="定级记录不能修改或删除。")
