from django.urls import include, path

app_name = "supervision"

urlpatterns = [
    path("jobs/", include("supervision.jobs.urls")),
    path("notices/", include("supervision.notices.urls")),
    path("files/", include("supervision.files.urls")),
]
