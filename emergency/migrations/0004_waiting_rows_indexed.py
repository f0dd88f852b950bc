from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("emergency", "0003_writers"),
        ("supervision", "0024_waiting_rows_indexed"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="determination",
            index=models.Index(
                condition=models.Q(("state__in", ("draft", "submitted", "returned"))),
                fields=["county", "submitted_at"],
                name="determination_waits",
            ),
        ),
        migrations.AddIndex(
            model_name="incident",
            index=models.Index(
                condition=models.Q(("state__in", ("draft", "submitted", "returned"))),
                fields=["county", "submitted_at"],
                name="incident_waits",
            ),
        ),
    ]
