from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from supervision.ground.kinds import masks
from supervision.ground.people import OfficialRequest

from .models import Attachment


@require_safe
def file(request: OfficialRequest, pk: int) -> FileResponse:
    """The only way to a file: through its record's scope. The neighbour's file does not exist."""
    row = get_object_or_404(Attachment, pk=pk)
    if not row.readable_by(request.post):
        raise Http404("没有找到这个文件，或它不在您的范围内。")
    try:
        content = row.file.open("rb")
    except FileNotFoundError as gone:
        raise Http404("文件已不在存储中，请联系系统管理员。") from gone
    name = masks.masked(row.name)
    response = FileResponse(content, as_attachment=not row.is_image, filename=name, content_type=row.content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
