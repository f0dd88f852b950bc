from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("supervision", "0023_lists_kept"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("state__in", ("draft", "submitted", "returned"))),
                fields=["county", "submitted_at"],
                name="case_waits",
            ),
        ),
        migrations.AddIndex(
            model_name="laboratory",
            index=models.Index(
                condition=models.Q(("state__in", ("draft", "submitted", "returned"))),
                fields=["county", "submitted_at"],
                name="laboratory_waits",
            ),
        ),
        migrations.AddIndex(
            model_name="laboratorycertificate",
            index=models.Index(
                condition=models.Q(("state__in", ("draft", "submitted", "returned"))),
                fields=["county", "submitted_at"],
                name="labcertificate_waits",
            ),
        ),
        migrations.AddIndex(
            model_name="patrol",
            index=models.Index(
                condition=models.Q(("state__in", ("draft", "submitted", "returned"))),
                fields=["county", "submitted_at"],
                name="patrol_waits",
            ),
        ),
        migrations.AddIndex(
            model_name="productionrecord",
            index=models.Index(
                condition=models.Q(("state__in", ("draft", "submitted", "returned"))),
                fields=["county", "submitted_at"],
                name="production_waits",
            ),
        ),
        migrations.AddIndex(
            model_name="rectification",
            index=models.Index(
                condition=models.Q(("state__in", ("draft", "submitted", "returned"))),
                fields=["county", "submitted_at"],
                name="rectification_waits",
            ),
        ),
        migrations.AddIndex(
            model_name="staff",
            index=models.Index(
                condition=models.Q(("state__in", ("draft", "submitted", "returned"))),
                fields=["county", "submitted_at"],
                name="staff_waits",
            ),
        ),
        migrations.AddIndex(
            model_name="subject",
            index=models.Index(
                condition=models.Q(("state__in", ("draft", "submitted", "returned"))),
                fields=["county", "submitted_at"],
                name="subject_waits",
            ),
        ),
        migrations.AddIndex(
            model_name="training",
            index=models.Index(
                condition=models.Q(("state__in", ("draft", "submitted", "returned"))),
                fields=["county", "submitted_at"],
                name="training_waits",
            ),
        ),
        migrations.AddIndex(
            model_name="workreport",
            index=models.Index(
                condition=models.Q(("state__in", ("draft", "submitted", "returned"))),
                fields=["county", "submitted_at"],
                name="workreport_waits",
            ),
        ),
    ]
