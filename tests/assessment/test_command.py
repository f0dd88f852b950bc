"""`score_year` refuses a workbook it cannot write before anything is computed."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from shangrao_nongan.assessment.models import Run


def test_a_workbook_that_cannot_be_written_is_refused_at_once(db, tmp_path):
    with pytest.raises(CommandError, match="是文件夹，请写明文件名"):
        call_command("score_year", "2021", workbook=str(tmp_path))
    with pytest.raises(CommandError, match="不存在"):
        call_command("score_year", "2021", workbook=str(tmp_path / "none" / "a.xlsx"))
    assert not Run.objects.exists()
