from django.urls import path

from . import rows, views

urlpatterns = [
    path("", views.home, name="home"),
    path("todos/", views.todos, name="todos"),
    path("todos/<str:code>/", rows.todo, name="todo"),
    path("figures/<str:code>/", rows.figure, name="figure"),
    path("me/", views.me, name="me"),
    path("subjects/dossiers/<int:pk>/", views.dossiers, name="dossiers"),
    path("subjects/<int:pk>/dossier/", views.dossier, name="dossier"),
]
