import django_filters as df
from django.db.models import Q, QuerySet

from supervision.ground import desk
from supervision.ground.desk import choice
from supervision.ground.people import Post, Role


class PostFilterSet(desk.DeskFilterSet):
    q = df.CharFilter(label="姓名、用户名或单位", method="filter_q", max_length=60)
    state = None
    role = choice("角色", [(role.value, role.label) for role in Role if role != Role.SYSTEM])
    holding = choice("是否在任", [("1", "在任"), ("0", "不在任")], method="filter_holding")

    def filter_holding(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        held = Post.objects.in_force().values("pk")
        return queryset.filter(pk__in=held) if value == "1" else queryset.exclude(pk__in=held)

    def filter_q(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        value = value.strip()
        named = Q(user__name__contains=value) | Q(user__username__contains=value)
        return queryset.filter(named | Q(organisation__name__contains=value))
