from django.urls import path

from . import drawn, views

urlpatterns = [
    path("", views.papers, name="review-manner"),
    path("new/", views.new, name="review-new"),
    path("<int:pk>/", views.paper, name="review-paper"),
    path("<int:pk>/edit/", views.edit, name="review-edit"),
    path("<int:pk>/publish/", views.act, {"verb": "publish"}, name="review-publish"),
    path("<int:pk>/withdraw/", views.act, {"verb": "withdraw"}, name="review-withdraw"),
    path("<int:pk>/verify/", views.act, {"verb": "verify"}, name="review-verify"),
    path("drawn/", drawn.drawn, name="drawn"),
    path("drawn/read/", drawn.read, name="drawn-read"),
]
