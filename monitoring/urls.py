from django.urls import path

from supervision.ground import desk

from .tables import CAPABILITIES, HANDLINGS, RETESTS, SAMPLES, TASKS, TESTORDERS
from .views import batch, corrections, entering, orders, quotas

app_name = "monitoring"

urlpatterns = [
    path("quotas/", quotas.board, name="quotas"),
    path("quotas/<int:pk>/", quotas.adjust, name="quotas-adjust"),
    path("rapid/", quotas.rapid_tests, name="rapid"),
    # Before the desk's own: its detail page shows files and history, which a laboratory must not see.
    path("testorders/<int:pk>/", orders.detail, name="testorders-detail"),
    path("testorders/<int:pk>/receive/", orders.receive, name="testorders-receive"),
    path("testorders/<int:pk>/results/", entering.results, name="testorders-results"),
    path("testorders/<int:pk>/paste/", entering.paste, name="testorders-paste"),
    path("testorders/batch/", batch.results, name="testorders-batch"),
    path("testorders/batch/paste/", batch.paste, name="testorders-batch-paste"),
    path("testorders/<int:pk>/correct/", corrections.correct, name="testorders-correct"),
    path("testorders/<int:pk>/correction/", corrections.step, name="testorders-correction"),
    path("testorders/<int:pk>/confirm/", orders.confirm, name="testorders-confirm"),
    path("testorders/<int:pk>/send-back/", orders.send_back, name="testorders-send-back"),
    *desk.paths("samples", SAMPLES),
    *desk.paths("testorders", TESTORDERS),
    *desk.paths("handlings", HANDLINGS),
    *desk.paths("retests", RETESTS),
    *desk.paths("tasks", TASKS),
    *desk.paths("capabilities", CAPABILITIES),
]
