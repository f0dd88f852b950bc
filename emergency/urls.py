from django.urls import path

from supervision import desk

from . import tables, views

app_name = "emergency"

urlpatterns = [
    # Before the desk's own page of that address: a first report has no draft.
    path("incidents/new/", views.FirstReportView.as_view(), name="incidents-new"),
    path("incidents/<int:pk>/report/", views.ReportStep.as_view(), name="incidents-report"),
    path("incidents/<int:pk>/level/", views.LevelStep.as_view(), name="incidents-level"),
    path("incidents/<int:pk>/supplement/", views.SupplementStep.as_view(), name="incidents-supplement"),
    *(pattern for register in tables.REGISTERS for pattern in desk.paths(register.key, register)),
]
