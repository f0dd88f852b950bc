from django.db import models


class Purpose(models.TextChoices):
    PHOTO = "photo", "照片"
    SIGNATURE = "signature", "签名"
    DOCUMENT = "document", "附件"
    BEFORE = "before", "整改前照片"
    AFTER = "after", "整改后照片"
    RESULT = "result", "结果文件"


PICTURES = (Purpose.PHOTO, Purpose.SIGNATURE, Purpose.BEFORE, Purpose.AFTER)
MEGABYTE = 1024 * 1024
LARGEST = 20 * MEGABYTE
MOST_AT_ONCE = 20
# The short side decides how small a picture becomes; of a screenshot of many pages that is its width.
SHORT_SIDE = 1200
READABLE_SIDE = 700
KEPT_PIXELS = 16_000_000
# A small file may unfold to gigabytes; phones take up to about 50 megapixels, newer ones 200 as an option.
MOST_PIXELS = 60_000_000
# Unfolding them is work within the request: about 50 million a second. A JPEG is read at a part of its size.
MOST_PIXELS_AT_ONCE = 160_000_000
MOST_DIRECTORY = 512 * 1024  # bytes of the list of parts in an office file: some 5,000 of them
JPEG_PART = 4
AT_THE_SAME_TIME = 2  # pictures unfolded at once by one process: each may need 250 MB

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

# The fields by which a correction takes files off, and says why.
TAKEN_OFF, TAKEN_OFF_WHY = "taken_off", "taken_off_why"
