"""The API is closed unless a view names its own permission."""
from rest_framework.permissions import BasePermission


class Closed(BasePermission):
    message = "该接口没有开放。"

    def has_permission(self, request, view):
        return False
