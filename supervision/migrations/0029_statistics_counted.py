import django.core.serializers.json
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('supervision', '0028_reveals_and_exports'),
    ]

    operations = [
        migrations.CreateModel(
            name='Statistic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('register', models.CharField(max_length=40, verbose_name='台账')),
                ('query', models.CharField(max_length=2000, verbose_name='统计条件')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('made_at', models.DateTimeField(auto_now_add=True, verbose_name='统计时间')),
                ('groups', models.JSONField(default=list, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='统计结果')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.post', verbose_name='统计人')),
            ],
            options={
                'verbose_name': '后台统计结果',
                'verbose_name_plural': '后台统计结果',
                'ordering': ['-id'],
            },
        ),
    ]
