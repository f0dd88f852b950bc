from django.urls import include, path

from supervision import desk
from supervision.tables.case import CASES
from supervision.tables.laboratory import CERTIFICATES, LABORATORIES
from supervision.tables.patrol import PATROLS
from supervision.tables.post import POSTS
from supervision.tables.production import PRODUCTION_RECORDS
from supervision.tables.rectification import RECTIFICATIONS
from supervision.tables.report import WORK_REPORTS
from supervision.tables.staff import STAFF
from supervision.tables.subject import SUBJECTS
from supervision.views import fiveone
from supervision.views.patrol import patrol_new
from supervision.views.posts import AppointView

app_name = "supervision"

urlpatterns = [
    path("jobs/", include("supervision.jobs.urls")),
    path("notices/", include("supervision.notices.urls")),
    path("files/", include("supervision.files.urls")),
    path("subjects/search/", desk.SubjectSearch.as_view(), name="subjects-search"),
    *desk.paths("subjects", SUBJECTS),
    # Before the desk's own: whom to visit is asked first.
    path("patrols/new/", patrol_new, name="patrols-new"),
    *desk.paths("patrols", PATROLS),
    *desk.paths("rectifications", RECTIFICATIONS),
    *desk.paths("productionrecords", PRODUCTION_RECORDS),
    *desk.paths("staff", STAFF),
    *desk.paths("laboratories", LABORATORIES),
    *desk.paths("labcertificates", CERTIFICATES),
    *desk.paths("cases", CASES),
    *desk.paths("workreports", WORK_REPORTS),
    # Before the desk's own: its answer shows the first password.
    path("posts/new/", AppointView.as_view(), name="posts-new"),
    *desk.paths("posts", POSTS),
    path("five-one/", fiveone.board, name="fiveone"),
    path("five-one/<str:code>/<str:one>/", fiveone.rows, name="fiveone-rows"),
]
