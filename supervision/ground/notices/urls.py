from django.urls import path

from . import views

urlpatterns = [
    path("", views.notice_list, name="notices"),
    path("<int:pk>/open/", views.notice_open, name="notice-open"),
    path("read/", views.notice_read_all, name="notices-read"),
]
