from django.urls import path

from . import drawn, views

urlpatterns = [
    path("", views.papers, name="review-manner"),
    path("new/", views.new, name="review-new"),
    path("<int:pk>/", views.paper, name="review-paper"),
    path("<int:pk>/edit/", views.edit, name="review-edit"),
    path("<int:pk>/act/<slug:verb>/", views.act, name="review-act"),
    path("drawn/", drawn.drawn, name="drawn"),
    path("drawn/<slug:key>/", drawn.read, name="drawn-read"),
]
