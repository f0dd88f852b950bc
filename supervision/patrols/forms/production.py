from __future__ import annotations

from typing import Any

from supervision.ground import clock, desk

from ..models.production import ProductionRecord


class ProductionForm(desk.DeskModelForm):
    photos = desk.FilesField(label="标签或现场照片")

    sections = [
        ("使用", ["subject", "product", "plot", "input_name", "input_source", "target", "dose", "used_on"]),
        ("收获", ["interval_days", "harvested_on"]),
        ("照片", ["photos"]),
    ]

    class Meta:
        model = ProductionRecord

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["used_on"].initial = clock.today
