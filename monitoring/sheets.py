"""The workbook of what laboratories may report on: one line of the accredited table a row, or pasted from it."""

from __future__ import annotations

from supervision.ground.desk import Sheet, SheetColumn

from .models import Capability
from .services.capabilities import check_rows, register_rows

CAPABILITY_SHEET = Sheet(
    model=Capability,
    fields=(
        SheetColumn("laboratory", "检测机构", kind="text", required=True, max_length=60, width=30,
                    example="上饶市农产品质量安全检测中心"),
        SheetColumn("analyte", "检测项目", kind="text", required=True, max_length=40, width=20, example="腐霉利"),
        SheetColumn("matrix", "产品范围", kind="text", max_length=40, width=16, example="蔬菜",
                    help="种植业、畜牧业、渔业，或蔬菜、水果等类别；不限产品的留空。"),
        SheetColumn("method", "检测方法", example="GB 23200.113-2018", width=24),
        SheetColumn("since", "获证日期", required=True, example="2019-05-06"),
        SheetColumn("until", "有效期至", past=False, example="2025-05-05", help="随证书有效的留空。"),
    ),
    bulk=register_rows,
    check=check_rows,
    notes=("按资质认定附表逐项填写，一个项目一行。", "导入后为已提交，须由另一人审核后才作数。"),
)  # fmt: skip
