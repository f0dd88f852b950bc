from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from supervision.ground.people import OfficialRequest

from . import services
from .models import NoticeReceipt


@require_safe
def notice_list(request: OfficialRequest) -> HttpResponse:
    rows = NoticeReceipt.objects.visible_to(request.post).select_related("notice__by__user", "notice__by__organisation")
    page = Paginator(rows, 20).get_page(request.GET.get("page"))
    unread = services.unread_count(request.post)
    return render(request, "supervision/notices.html", {"page": page, "receipts": page.object_list, "unread": unread})


@require_POST
def notice_open(request: OfficialRequest, pk: int) -> HttpResponse:
    """Read it and go where it points."""
    receipt = get_object_or_404(NoticeReceipt.objects.visible_to(request.post).select_related("notice"), pk=pk)
    services.mark_read(receipt, by=request.post)
    return redirect(receipt.notice.link or "supervision:notices")


@require_POST
def notice_read_all(request: OfficialRequest) -> HttpResponse:
    services.mark_all_read(by=request.post)
    return redirect("supervision:notices")
