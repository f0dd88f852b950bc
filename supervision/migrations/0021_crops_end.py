from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('supervision', '0020_second_factor'),
    ]

    operations = [
        migrations.AddField(
            model_name='subjectcrop',
            name='ended_on',
            field=models.DateField(blank=True, null=True, verbose_name='停止种养日期'),
        ),
        migrations.AddField(
            model_name='subjectcropevent',
            name='ended_on',
            field=models.DateField(blank=True, null=True, verbose_name='停止种养日期'),
        ),
    ]
