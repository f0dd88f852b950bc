from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("greenfood", "0004_writers"),
        ("supervision", "0024_waiting_rows_indexed"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="certification",
            index=models.Index(
                condition=models.Q(("state__in", ("draft", "submitted", "returned"))),
                fields=["county", "submitted_at"],
                name="certification_waits",
            ),
        ),
    ]
