from django.urls import path

from supervision import desk

from .tables import CERTIFICATIONS
from .views.growth import growth, lock, opening
from .views.life import EndView, RenewView

app_name = "greenfood"

urlpatterns = [
    path("growth/", growth, name="growth"),
    path("opening/<int:year>/", opening, name="opening"),
    path("opening/<int:year>/lock/", lock, name="opening-lock"),
    path("certifications/<int:pk>/renew/", RenewView.as_view(register=CERTIFICATIONS), name="certifications-renew"),
    path("certifications/<int:pk>/end/", EndView.as_view(register=CERTIFICATIONS), name="certifications-end"),
    *desk.paths("certifications", CERTIFICATIONS),
]
