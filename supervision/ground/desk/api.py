"""REST, read only: the same rows, columns, filters and sorts as the page."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from supervision.ground import clock
from supervision.ground.people import Post

from . import listing
from .listing import address
from .registry import REGISTERS, Register

MOST_AT_ONCE = 1000
FIELDS = {
    "date": serializers.DateField,
    "until": serializers.DateField,
    "moment": serializers.DateTimeField,
    "number": serializers.DecimalField,
    "money": serializers.DecimalField,
    "percent": serializers.DecimalField,
    "flag": serializers.BooleanField,
}
OWN = ("size", "year", "format")  # what the API asks for besides the conditions of the page
WAYS = ("after", "before")
REFUSED = {403: OpenApiResponse(description="岗位没有查看权限")}


class OfficialCall(Request):
    """A call of somebody signed in: the post in use comes through from the request below."""

    post: Post


class RegisterPermission(BasePermission):
    """The post in use must be allowed to view the register; which rows is asked of the scope."""

    message = "您的岗位没有查看该台账的权限。"

    def has_permission(self, request: Request, view: Any) -> bool:
        register = getattr(view, "register", None)
        post = getattr(request, "post", None)
        return bool(register and request.user.is_authenticated and post and post.has_perm(register.perm("view")))


class RegisterViewSet(ViewSet):
    """Rows as the page shows them; `size` up to 1,000, pages by `next` and `previous`."""

    register: Register
    permission_classes = [RegisterPermission]

    def list(self, request: OfficialCall) -> Response:
        data, asked = request.query_params, request.query_params.copy()
        for name in OWN:
            asked.pop(name, None)
        shown = listing.show(
            self.register,
            post=request.post,
            data=asked,
            year=_year(data),
            size=_size(data),
            columns=self.register.columns_of(request.post),
        )
        if not shown.filter.is_valid():
            raise ValidationError(
                {name if name != "__all__" else "detail": texts for name, texts in shown.filter.errors.items()}
            )
        if shown.notice:
            raise ValidationError({"sort": [shown.notice]})
        base = request.build_absolute_uri(request.path)
        turn = {way: base + address(data, **changes) for way, changes in shown.turn.items() if way in WAYS}
        return Response(
            {
                "count": shown.total if shown.total <= listing.MOST else None,
                "next": turn.get("after"),
                "previous": turn.get("before"),
                "as_of": clock.now(),
                "results": shown.rows,
            }
        )

    def retrieve(self, request: OfficialCall, pk: str) -> Response:
        if not pk.isdecimal() or len(pk) > 18:
            raise NotFound("没有找到这条记录。")
        rows = self.register.rows(request.post).filter(pk=pk)
        row = listing.values(rows, self.register.columns_of(request.post)).first()
        if row is None:
            raise NotFound("没有找到这条记录，或它不在您的范围内。")
        return Response({"id": int(pk), **listing.plain(row)})


def _year(data: Any) -> int | None:
    year = data.get("year", "")
    if year and not (year.isdecimal() and len(year) == 4 and int(year)):
        raise ValidationError({"year": ["请填写四位年度，如 2021。"]})
    return int(year) if year else None


def _size(data: Any) -> int:
    size = data.get("size", "")
    if size and not size.isdecimal():
        raise ValidationError({"size": [f"请填写每页条数，1 至 {MOST_AT_ONCE}。"]})
    return min(MOST_AT_ONCE, max(1, int(size))) if size.isdecimal() and len(size) < 6 else 50


def _serializer(register: Register) -> type[serializers.Serializer[Any]]:
    """What one row looks like; for the schema only, rows are made by the database."""
    fields: dict[str, Any] = {"id": serializers.IntegerField()}
    for column in register.columns:
        kind = FIELDS.get(column.kind, serializers.CharField)
        more = {"max_digits": 18, "decimal_places": 6} if kind is serializers.DecimalField else {}
        fields[column.name] = kind(label=column.label, allow_null=True, **more)
    return type(f"{register.key.title().replace('-', '')}Row", (serializers.Serializer,), fields)


def viewset(register: Register) -> type[RegisterViewSet]:
    row = _serializer(register)
    page = type(
        f"{row.__name__}Page",
        (serializers.Serializer,),
        {
            "count": serializers.IntegerField(allow_null=True, label="条数，超过一万条时不计"),
            "next": serializers.URLField(allow_null=True),
            "previous": serializers.URLField(allow_null=True),
            "as_of": serializers.DateTimeField(),
            "results": row(many=True),
        },
    )
    asked = [
        OpenApiParameter(name, str, description=text)
        for name, text in (
            ("sort", "列名；前面加减号为降序"),
            ("size", "每页条数，最多1000"),
            ("after", "下一页的位置"),
            ("before", "上一页的位置"),
            ("page", "页码（仅一万条以内按任意列排序时）"),
            *((name, str(found.label or name)) for name, found in register.filters.base_filters.items()),
        )
    ]
    described = extend_schema_view(
        list=extend_schema(
            operation_id=f"{register.key}_list",
            summary=register.label,
            parameters=asked,
            responses={200: page, 400: OpenApiResponse(description="筛选条件有误"), **REFUSED},
        ),
        retrieve=extend_schema(
            operation_id=f"{register.key}_detail",
            summary=f"{register.label}：一条",
            parameters=[OpenApiParameter("id", int, OpenApiParameter.PATH)],
            responses={200: row, 404: OpenApiResponse(description="没有这条记录或不在范围内"), **REFUSED},
        ),
    )
    return described(type(f"{row.__name__}ViewSet", (RegisterViewSet,), {"register": register}))


def api_urls() -> list[URLPattern]:
    """The addresses of every register entered so far: call it after the rooms' own addresses are loaded."""
    found = []
    for key, register in sorted(REGISTERS.items()):
        kind = viewset(register)
        found += [
            path(f"{key}/", kind.as_view({"get": "list"}), name=f"api-{key}"),
            path(f"{key}/<str:pk>/", kind.as_view({"get": "retrieve"}), name=f"api-{key}-detail"),
        ]
    return found
