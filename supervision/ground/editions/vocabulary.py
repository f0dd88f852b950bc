from django.db import models


class EditionState(models.TextChoices):
    """草稿 → 已发布 → 已停用; a draft that is not wanted is put aside the same way."""

    DRAFT = "draft", "草稿"
    PUBLISHED = "published", "已发布"
    WITHDRAWN = "withdrawn", "已停用"


# The rights asked of whoever handles editions, as in `supervision.publish_checklist`.
VERBS = ("add", "change", "publish", "withdraw")
