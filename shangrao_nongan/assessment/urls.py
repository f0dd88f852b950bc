from django.urls import path

from . import views

app_name = "assessment"
urlpatterns = [
    path("", views.schemes, name="schemes"),
    path("schemes/<str:code>/", views.scheme, name="scheme"),
    path("schemes/<str:code>/lock/", views.lock, name="lock"),
    path("schemes/<str:code>/parameters/", views.parameters, name="parameters"),
    path("schemes/<str:code>/start/", views.start, name="start"),
    path("runs/<int:pk>/", views.run, name="run"),
    path("runs/<int:pk>/publish/", views.publish, name="publish"),
    path("runs/<int:pk>/workbook/", views.workbook, name="workbook"),
    path("sheets/<int:pk>/", views.sheet, name="sheet"),
    path("lines/<int:pk>/", views.line, name="line"),
    path("lines/<int:pk>/export/", views.line_export, name="line-export"),
]
