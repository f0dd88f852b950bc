from django.urls import include, path

from supervision import desk
from supervision.subjects.tables import SUBJECTS

app_name = "supervision"

urlpatterns = [
    path("jobs/", include("supervision.jobs.urls")),
    path("notices/", include("supervision.notices.urls")),
    path("files/", include("supervision.files.urls")),
    path("subjects/search/", desk.SubjectSearch.as_view(), name="subjects-search"),
    *desk.paths("subjects", SUBJECTS),
]
