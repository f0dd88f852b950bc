from django.urls import include, path

from supervision.enforcement.tables.case import CASES
from supervision.grid.merging import MERGES
from supervision.grid.tables.laboratory import CERTIFICATES, LABORATORIES
from supervision.grid.tables.post import POSTS
from supervision.grid.tables.report import WORK_REPORTS
from supervision.grid.tables.staff import STAFF
from supervision.grid.tables.subject import SUBJECTS
from supervision.grid.training import TRAININGS
from supervision.grid.views import doubles, fiveone
from supervision.grid.views.posts import AppointView, RenewView
from supervision.ground import changes, desk
from supervision.patrols.tables.patrol import PATROLS
from supervision.patrols.tables.production import PRODUCTION_RECORDS
from supervision.patrols.tables.rectification import RECTIFICATIONS
from supervision.patrols.views.patrol import patrol_new

app_name = "supervision"

urlpatterns = [
    path("jobs/", include("supervision.ground.jobs.urls")),
    path("notices/", include("supervision.ground.notices.urls")),
    path("files/", include("supervision.ground.files.urls")),
    path("unsent/", include("supervision.ground.unsent.urls")),
    path("review-manner/", include("supervision.ground.desk.manner.urls")),
    path("mine/", desk.mine, name="mine"),
    path("lists/layout/", desk.keep_layout, name="list-layout"),
    path("lists/saved/", desk.keep_list, name="list-saved"),
    *desk.statistics.paths(),
    path("find/", desk.Across.as_view(), name="find"),
    path("links/search/", desk.LinkSearch.as_view(), name="links-search"),
    path("links/add/", desk.LinkAdd.as_view(), name="links-add"),
    path("links/end/", desk.LinkEnd.as_view(), name="links-end"),
    path("subjects/search/", desk.SubjectSearch.as_view(), name="subjects-search"),
    path("regions/search/", desk.RegionSearch.as_view(), name="regions-search"),
    # Before the desk's own, whose records are found by their keys.
    path("subjects/doubles/", doubles.doubles, name="subjects-doubles"),
    path("subjects/doubles/apart/", doubles.two, name="subjects-apart"),
    *desk.paths("subjects", SUBJECTS),
    *desk.paths("changes", changes.CHANGES),
    *desk.paths("merges", MERGES),
    # Before the desk's own: whom to visit is asked first.
    path("patrols/new/", patrol_new, name="patrols-new"),
    *desk.paths("patrols", PATROLS),
    *desk.paths("rectifications", RECTIFICATIONS),
    *desk.paths("productionrecords", PRODUCTION_RECORDS),
    *desk.paths("staff", STAFF),
    *desk.paths("trainings", TRAININGS),
    *desk.paths("laboratories", LABORATORIES),
    *desk.paths("labcertificates", CERTIFICATES),
    *desk.paths("cases", CASES),
    *desk.paths("workreports", WORK_REPORTS),
    # Before the desk's own: its answer shows the first password.
    path("posts/new/", AppointView.as_view(), name="posts-new"),
    path("posts/<int:pk>/first-password/", RenewView.as_view(), name="posts-renew"),
    *desk.paths("posts", POSTS),
    path("five-one/", fiveone.board, name="fiveone"),
    path("five-one/<str:code>/<str:one>/", fiveone.rows, name="fiveone-rows"),
]
