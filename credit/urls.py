from django.urls import path

from supervision.ground import desk

from . import tables, views

app_name = "credit"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("rate/", views.rate, name="rate"),
    *(pattern for register in tables.REGISTERS for pattern in desk.paths(register.key, register)),
]
