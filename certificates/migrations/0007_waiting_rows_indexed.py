from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("certificates", "0006_marked_by"),
        ("supervision", "0024_waiting_rows_indexed"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="certificate",
            index=models.Index(
                condition=models.Q(("state__in", ("draft", "submitted", "returned"))),
                fields=["county", "submitted_at"],
                name="certificate_waits",
            ),
        ),
        migrations.AddIndex(
            model_name="pilot",
            index=models.Index(
                condition=models.Q(("state__in", ("draft", "submitted", "returned"))),
                fields=["county", "submitted_at"],
                name="pilot_waits",
            ),
        ),
    ]
