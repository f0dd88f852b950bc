from django.db import models


class Purpose(models.TextChoices):
    PHOTO = "photo", "照片"
    SIGNATURE = "signature", "签名"
    DOCUMENT = "document", "附件"
    RESULT = "result", "结果文件"


MEGABYTE = 1024 * 1024
LARGEST = 20 * MEGABYTE
MOST_AT_ONCE = 20
LONGEST_SIDE = 1600
# A small file may unfold to gigabytes; phones take up to about 50 megapixels, newer ones 200 as an option.
MOST_PIXELS = 60_000_000

IMAGES = {"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp"}
DOCUMENTS = {
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
PDF, XLSX, DOCX = DOCUMENTS
TYPES = IMAGES | DOCUMENTS
# Only these are shown in the browser; everything else is downloaded.
SHOWN = frozenset(IMAGES)
