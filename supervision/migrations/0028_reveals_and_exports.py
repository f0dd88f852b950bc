import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('supervision', '0027_review_manner'),
    ]

    operations = [
        migrations.CreateModel(
            name='AccountAct',
            fields=[
            ],
            options={
                'verbose_name': '账号办理记录',
                'verbose_name_plural': '账号办理记录',
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('supervision.act',),
        ),
        migrations.CreateModel(
            name='Appointment',
            fields=[
            ],
            options={
                'verbose_name': '任职变动记录',
                'verbose_name_plural': '任职变动记录',
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('supervision.act',),
        ),
        migrations.AddField(
            model_name='selection',
            name='kept',
            field=models.BooleanField(db_default=False, default=False, verbose_name='留作常用'),
        ),
        migrations.CreateModel(
            name='Exported',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('register', models.CharField(max_length=40, verbose_name='台账')),
                ('said', models.CharField(blank=True, max_length=500, verbose_name='筛选条件')),
                ('columns', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), default=list, size=None, verbose_name='列')),
                ('rows', models.PositiveIntegerField(default=0, verbose_name='条数')),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='导出时间')),
                ('request', models.CharField(blank=True, max_length=64, verbose_name='请求编号')),
                ('post', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.post', verbose_name='导出岗位')),
                ('user', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='导出人')),
            ],
            options={
                'verbose_name': '导出记录',
                'verbose_name_plural': '导出记录',
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['user', '-at'], name='exported_user_at')],
            },
        ),
        migrations.CreateModel(
            name='Reveal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('register', models.CharField(max_length=40, verbose_name='台账')),
                ('record', models.BigIntegerField(verbose_name='记录')),
                ('said', models.CharField(blank=True, max_length=120, verbose_name='记录名称')),
                ('field', models.CharField(max_length=40, verbose_name='字段')),
                ('label', models.CharField(max_length=30, verbose_name='查看内容')),
                ('purpose', models.CharField(choices=[('contact', '联系监管对象'), ('verify', '核实身份'), ('complaint', '投诉回访'), ('emergency', '应急联系')], max_length=12, verbose_name='用途')),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='查看时间')),
                ('request', models.CharField(blank=True, max_length=64, verbose_name='请求编号')),
                ('post', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.post', verbose_name='查看岗位')),
                ('user', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='查看人')),
            ],
            options={
                'verbose_name': '个人号码查看记录',
                'verbose_name_plural': '个人号码查看记录',
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['user', '-at'], name='reveal_user_at'), models.Index(fields=['register', 'record'], name='reveal_record')],
            },
        ),
    ]
