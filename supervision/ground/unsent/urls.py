from django.urls import path

from . import views

urlpatterns = [
    path("", views.listed, name="unsent"),
    path("key/", views.key, name="unsent-key"),
    path("drop/", views.drop, name="unsent-drop"),
]
