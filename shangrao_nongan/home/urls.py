from django.urls import path

from . import views

urlpatterns = [
    path("", views.home, name="home"),
    path("todos/", views.todos, name="todos"),
    path("me/", views.me, name="me"),
    path("subjects/<int:pk>/dossier/", views.dossier, name="dossier"),
]
