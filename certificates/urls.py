from django.urls import path

from supervision.ground import desk

from .tables import CERTIFICATES, PILOTS
from .views.issuing import IssueView, PrintView
from .views.missing import missing

app_name = "certificates"

urlpatterns = [
    # Before the desk's own form: a certificate is issued, there is no draft.
    path("certificates/new/", IssueView.as_view(register=CERTIFICATES), name="certificates-new"),
    path("certificates/<int:pk>/print/", PrintView.as_view(register=CERTIFICATES), name="certificates-print"),
    path("missing/", missing, name="missing"),
    *desk.paths("certificates", CERTIFICATES),
    *desk.paths("pilots", PILOTS),
]
