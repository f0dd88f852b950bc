from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("credit", "0005_objection_asked_of"),
        ("supervision", "0024_waiting_rows_indexed"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="creditfile",
            index=models.Index(
                condition=models.Q(("state__in", ("draft", "submitted", "returned"))),
                fields=["county", "submitted_at"],
                name="creditfile_waits",
            ),
        ),
        migrations.AddIndex(
            model_name="creditoverride",
            index=models.Index(
                condition=models.Q(("state__in", ("draft", "submitted", "returned"))),
                fields=["county", "submitted_at"],
                name="creditoverride_waits",
            ),
        ),
        migrations.AddIndex(
            model_name="objection",
            index=models.Index(
                condition=models.Q(("state__in", ("draft", "submitted", "returned"))),
                fields=["county", "submitted_at"],
                name="objection_waits",
            ),
        ),
    ]
