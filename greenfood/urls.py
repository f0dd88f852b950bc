from django.urls import path

from supervision.ground import desk

from .tables import CERTIFICATIONS
from .views.growth import growth, lock, opening

app_name = "greenfood"

urlpatterns = [
    path("growth/", growth, name="growth"),
    path("opening/<int:year>/", opening, name="opening"),
    path("opening/<int:year>/lock/", lock, name="opening-lock"),
    *desk.paths("certifications", CERTIFICATIONS),
]
