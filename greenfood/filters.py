import django_filters as df
from django.db.models import Q, QuerySet

from supervision.ground import clock
from supervision.ground.desk import UNKNOWN, DeskFilterSet, called_all, search_box
from supervision.ground.subjects import Subject

from . import figures
from .vocabulary import Kind, Standing

RUNNING_OUT = "running_out"
STANDINGS = [
    (Standing.IN_FORCE.value, Standing.IN_FORCE.label),
    (RUNNING_OUT, "快到期待续展"),
    *((s.value, s.label) for s in (Standing.LAPSED, Standing.WITHDRAWN, Standing.SURRENDERED)),
]


class CertificationFilterSet(DeskFilterSet):
    q = search_box("产品、获证主体或证书编号")
    kind = df.ChoiceFilter(
        label="类别", choices=Kind.choices, empty_label="全部类别", error_messages={"invalid_choice": UNKNOWN}
    )
    standing = df.ChoiceFilter(
        label="证书状态",
        choices=STANDINGS,
        method="filter_standing",
        empty_label="全部证书状态",
        error_messages={"invalid_choice": UNKNOWN},
    )

    def filter_standing(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """As of today, by the dates."""
        today = clock.today()
        if value == Standing.IN_FORCE:
            return queryset.in_force(today)
        if value == RUNNING_OUT:
            return figures.running_out(queryset, today)
        if value == Standing.LAPSED:
            return queryset.run_out(today)
        return queryset.filter(ended_how=value, ended_on__lte=today)

    def filter_name(self, queryset: QuerySet, value: str) -> QuerySet:
        """By product, by the holder's name or by the certificate's number."""
        known = Subject.objects.visible_to(self.post).filter(called_all(value))
        return queryset.filter(
            Q(product_name__contains=value)
            | Q(certificate_number__startswith=value)
            | Q(holder_name__contains=value)
            | Q(subject_id__in=known.values("pk"))
        )
