from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from functools import partial
from typing import IO

import structlog
from django.db import DatabaseError, connection
from django.http import FileResponse, HttpResponseBase
from django.shortcuts import render

from supervision.ground.errors import RuleViolation
from supervision.ground.people import OfficialRequest

from .. import workbook
from ..export import export, file_name
from ..registry import Register
from .base import DeskView

log = structlog.get_logger(__name__)
BROKEN = "导出没有完成：{why}。没有生成文件，请稍后重新导出。"


class ExportView(DeskView):
    """The list as an Excel file, made whole before the first byte is sent.

    A stream that breaks in the middle is ended by the web server as if it were complete: the database killed or the
    disk full, and an office keeps half a register without knowing. A file has a length, and a failure has a page.
    """

    perm = "export"

    def get(self, request: OfficialRequest) -> HttpResponseBase:
        pieces = partial(export, self.register, by=request.post, data=request.GET, year=self.year())
        return sent_whole(request, self.register, pieces)


def sent_whole(request: OfficialRequest, register: Register, pieces: Callable[[], Iterable[bytes]]) -> HttpResponseBase:
    try:
        content = _made(pieces())
    except RuleViolation as refused:
        return render(request, "400.html", {"sentence": str(refused), "back": register.url()}, status=400)
    except (DatabaseError, OSError) as broken:
        log.exception("export_broken", register=register.key)
        connection.close()  # the page that says so needs one that answers
        why = "数据库连接中断" if isinstance(broken, DatabaseError) else "服务器磁盘写不下"
        return render(request, "503.html", {"sentence": BROKEN.format(why=why)}, status=503)
    return FileResponse(content, as_attachment=True, filename=file_name(register), content_type=workbook.CONTENT_TYPE)


def _made(pieces: Iterable[bytes]) -> IO[bytes]:
    """A nameless file with all of them, at its beginning; it goes when the answer has been sent."""
    made = tempfile.TemporaryFile(prefix="nongan-export-")
    try:
        for piece in pieces:
            made.write(piece)
        made.seek(0)
    except BaseException:
        made.close()
        raise
    return made
