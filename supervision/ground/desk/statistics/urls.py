from __future__ import annotations

from django.urls import URLPattern, path

from . import views


def paths() -> list[URLPattern]:
    return [
        path("statistics/", views.Statistics.as_view(), name="statistics"),
        path("statistics/export/", views.Export.as_view(), name="statistics-export"),
        path("statistics/background/", views.background, name="statistics-background"),
        path("statistics/saved/", views.keep, name="statistics-saved"),
        path("statistics/done/<int:pk>/", views.Done.as_view(), name="statistics-done"),
    ]
