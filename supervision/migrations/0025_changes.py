import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
        ('supervision', '0024_waiting_rows_indexed'),
    ]

    operations = [
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(editable=False, max_length=32, unique=True, verbose_name='编号')),
                ('made_at', models.DateTimeField(editable=False, verbose_name='填报时间')),
                ('submitted_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='提交时间')),
                ('accepted_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='审核时间')),
                ('returned_why', models.CharField(blank=True, editable=False, max_length=500, verbose_name='退回原因')),
                ('voided_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='作废时间')),
                ('voided_why', models.CharField(blank=True, editable=False, max_length=500, verbose_name='作废原因')),
                ('writers', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, db_default=[], default=list, editable=False, size=None, verbose_name='填写人')),
                ('alone', models.BooleanField(db_default=False, default=False, editable=False, verbose_name='单人办理·待补复核')),
                ('late_why', models.CharField(blank=True, db_default='', default='', editable=False, max_length=200, verbose_name='补录原因')),
                ('client_key', models.UUIDField(blank=True, editable=False, null=True, unique=True, verbose_name='上报标识')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('state', models.CharField(choices=[('draft', '草稿'), ('submitted', '待审核'), ('accepted', '已生效'), ('returned', '已退回'), ('void', '作废')], default='draft', editable=False, max_length=10, verbose_name='状态')),
                ('register', models.CharField(choices=[('subjects', '监管对象'), ('staff', '监管人员'), ('laboratories', '检测机构'), ('certifications', '认证产品')], editable=False, max_length=20, verbose_name='所属台账')),
                ('record', models.BigIntegerField(editable=False, verbose_name='变更对象的记录')),
                ('name', models.CharField(editable=False, max_length=120, verbose_name='变更对象')),
                ('nature', models.CharField(choices=[('at_once', '即时生效'), ('reviewed', '审核后生效'), ('corrected', '更正'), ('ending', '减少义务'), ('moved', '迁移'), ('inherited', '承继')], editable=False, max_length=10, verbose_name='变更性质')),
                ('ends_duty', models.BooleanField(default=False, editable=False, verbose_name='减少义务')),
                ('what', models.CharField(editable=False, max_length=200, verbose_name='变更事项')),
                ('told', models.TextField(editable=False, max_length=4000, verbose_name='变更内容')),
                ('effective_on', models.DateField(verbose_name='生效日期')),
                ('why', models.CharField(max_length=500, verbose_name='变更原因')),
                ('open_matters', models.CharField(blank=True, editable=False, max_length=500, verbose_name='未办结事项')),
                ('applied_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='办理生效时间')),
                ('read_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='市级查看时间')),
            ],
            options={
                'verbose_name': '信息变更',
                'verbose_name_plural': '信息变更',
                'ordering': ['-effective_on', '-id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ChangeEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('number', models.CharField(editable=False, max_length=32, verbose_name='编号')),
                ('made_at', models.DateTimeField(editable=False, verbose_name='填报时间')),
                ('submitted_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='提交时间')),
                ('accepted_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='审核时间')),
                ('returned_why', models.CharField(blank=True, editable=False, max_length=500, verbose_name='退回原因')),
                ('voided_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='作废时间')),
                ('voided_why', models.CharField(blank=True, editable=False, max_length=500, verbose_name='作废原因')),
                ('writers', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, db_default=[], default=list, editable=False, size=None, verbose_name='填写人')),
                ('alone', models.BooleanField(db_default=False, default=False, editable=False, verbose_name='单人办理·待补复核')),
                ('late_why', models.CharField(blank=True, db_default='', default='', editable=False, max_length=200, verbose_name='补录原因')),
                ('client_key', models.UUIDField(blank=True, editable=False, null=True, verbose_name='上报标识')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('state', models.CharField(choices=[('draft', '草稿'), ('submitted', '待审核'), ('accepted', '已生效'), ('returned', '已退回'), ('void', '作废')], default='draft', editable=False, max_length=10, verbose_name='状态')),
                ('register', models.CharField(choices=[('subjects', '监管对象'), ('staff', '监管人员'), ('laboratories', '检测机构'), ('certifications', '认证产品')], editable=False, max_length=20, verbose_name='所属台账')),
                ('record', models.BigIntegerField(editable=False, verbose_name='变更对象的记录')),
                ('name', models.CharField(editable=False, max_length=120, verbose_name='变更对象')),
                ('nature', models.CharField(choices=[('at_once', '即时生效'), ('reviewed', '审核后生效'), ('corrected', '更正'), ('ending', '减少义务'), ('moved', '迁移'), ('inherited', '承继')], editable=False, max_length=10, verbose_name='变更性质')),
                ('ends_duty', models.BooleanField(default=False, editable=False, verbose_name='减少义务')),
                ('what', models.CharField(editable=False, max_length=200, verbose_name='变更事项')),
                ('told', models.TextField(editable=False, max_length=4000, verbose_name='变更内容')),
                ('effective_on', models.DateField(verbose_name='生效日期')),
                ('why', models.CharField(max_length=500, verbose_name='变更原因')),
                ('open_matters', models.CharField(blank=True, editable=False, max_length=500, verbose_name='未办结事项')),
                ('applied_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='办理生效时间')),
                ('read_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='市级查看时间')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ChangeItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('field', models.CharField(max_length=40, verbose_name='字段')),
                ('label', models.CharField(max_length=40, verbose_name='变更事项')),
                ('old', models.TextField(blank=True, verbose_name='原值')),
                ('new', models.TextField(blank=True, verbose_name='新值')),
                ('old_said', models.CharField(blank=True, max_length=600, verbose_name='变更前')),
                ('new_said', models.CharField(blank=True, max_length=600, verbose_name='变更后')),
            ],
            options={
                'verbose_name': '变更事项',
                'verbose_name_plural': '变更事项',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='ChangeItemEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('field', models.CharField(max_length=40, verbose_name='字段')),
                ('label', models.CharField(max_length=40, verbose_name='变更事项')),
                ('old', models.TextField(blank=True, verbose_name='原值')),
                ('new', models.TextField(blank=True, verbose_name='新值')),
                ('old_said', models.CharField(blank=True, max_length=600, verbose_name='变更前')),
                ('new_said', models.CharField(blank=True, max_length=600, verbose_name='变更后')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='subject',
            name='predecessor',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='heirs', to='supervision.subject', verbose_name='承继自'),
        ),
        migrations.AddField(
            model_name='subjectevent',
            name='predecessor',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.subject', verbose_name='承继自'),
        ),
        migrations.AddIndex(
            model_name='change',
            index=models.Index(condition=models.Q(('state__in', ('draft', 'submitted', 'returned'))), fields=['county', 'submitted_at'], name='change_waits'),
        ),
        migrations.AddIndex(
            model_name='subject',
            index=models.Index(condition=models.Q(('predecessor', None), _negated=True), fields=['predecessor'], name='subject_predecessor'),
        ),
        migrations.AddField(
            model_name='change',
            name='accepted_by',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.post', verbose_name='审核人'),
        ),
        migrations.AddField(
            model_name='change',
            name='county',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.region', verbose_name='县（市、区）'),
        ),
        migrations.AddField(
            model_name='change',
            name='made_by',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.post', verbose_name='填报人'),
        ),
        migrations.AddField(
            model_name='change',
            name='managing_zone',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.region', verbose_name='代管功能区'),
        ),
        migrations.AddField(
            model_name='change',
            name='read_by',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.post', verbose_name='市级查看人'),
        ),
        migrations.AddField(
            model_name='change',
            name='region',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.region', verbose_name='所在地区'),
        ),
        migrations.AddField(
            model_name='change',
            name='subject',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='supervision.subject', verbose_name='监管对象'),
        ),
        migrations.AddField(
            model_name='change',
            name='to_county',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.region', verbose_name='迁入县（市、区）'),
        ),
        migrations.AddField(
            model_name='change',
            name='to_region',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.region', verbose_name='迁入地'),
        ),
        migrations.AddField(
            model_name='change',
            name='to_township',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.region', verbose_name='迁入乡镇（街道）'),
        ),
        migrations.AddField(
            model_name='change',
            name='to_zone',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.region', verbose_name='迁入代管功能区'),
        ),
        migrations.AddField(
            model_name='change',
            name='township',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.region', verbose_name='乡镇（街道）'),
        ),
        migrations.AddField(
            model_name='change',
            name='voided_by',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.post', verbose_name='作废人'),
        ),
        migrations.AddField(
            model_name='changeevent',
            name='accepted_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.post', verbose_name='审核人'),
        ),
        migrations.AddField(
            model_name='changeevent',
            name='county',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.region', verbose_name='县（市、区）'),
        ),
        migrations.AddField(
            model_name='changeevent',
            name='made_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.post', verbose_name='填报人'),
        ),
        migrations.AddField(
            model_name='changeevent',
            name='managing_zone',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.region', verbose_name='代管功能区'),
        ),
        migrations.AddField(
            model_name='changeevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='changeevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', related_query_name='events_query', to='supervision.change'),
        ),
        migrations.AddField(
            model_name='changeevent',
            name='read_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.post', verbose_name='市级查看人'),
        ),
        migrations.AddField(
            model_name='changeevent',
            name='region',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.region', verbose_name='所在地区'),
        ),
        migrations.AddField(
            model_name='changeevent',
            name='subject',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.subject', verbose_name='监管对象'),
        ),
        migrations.AddField(
            model_name='changeevent',
            name='to_county',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.region', verbose_name='迁入县（市、区）'),
        ),
        migrations.AddField(
            model_name='changeevent',
            name='to_region',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.region', verbose_name='迁入地'),
        ),
        migrations.AddField(
            model_name='changeevent',
            name='to_township',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.region', verbose_name='迁入乡镇（街道）'),
        ),
        migrations.AddField(
            model_name='changeevent',
            name='to_zone',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.region', verbose_name='迁入代管功能区'),
        ),
        migrations.AddField(
            model_name='changeevent',
            name='township',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.region', verbose_name='乡镇（街道）'),
        ),
        migrations.AddField(
            model_name='changeevent',
            name='voided_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.post', verbose_name='作废人'),
        ),
        migrations.AddField(
            model_name='changeitem',
            name='change',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='supervision.change', verbose_name='信息变更'),
        ),
        migrations.AddField(
            model_name='changeitemevent',
            name='change',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.change', verbose_name='信息变更'),
        ),
        migrations.AddField(
            model_name='changeitemevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='changeitemevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', related_query_name='events_query', to='supervision.changeitem'),
        ),
        migrations.AddIndex(
            model_name='change',
            index=models.Index(fields=['county', 'effective_on', 'id'], name='change_county_date'),
        ),
        migrations.AddIndex(
            model_name='change',
            index=models.Index(fields=['township', 'effective_on', 'id'], name='change_town_date'),
        ),
        migrations.AddIndex(
            model_name='change',
            index=models.Index(fields=['effective_on', 'id'], name='change_date'),
        ),
        migrations.AddIndex(
            model_name='change',
            index=models.Index(fields=['register', 'record', 'id'], name='change_record'),
        ),
        migrations.AddIndex(
            model_name='change',
            index=models.Index(condition=models.Q(('to_county', None), _negated=True), fields=['to_county', 'id'], name='change_to_county'),
        ),
        migrations.AddIndex(
            model_name='change',
            index=models.Index(condition=models.Q(('to_township', None), _negated=True), fields=['to_township', 'id'], name='change_to_town'),
        ),
        migrations.AddIndex(
            model_name='change',
            index=models.Index(condition=models.Q(('ends_duty', True)), fields=['effective_on', 'id'], name='change_ends_duty'),
        ),
        migrations.AddConstraint(
            model_name='change',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'void'), _negated=True), models.Q(('voided_why', ''), _negated=True), _connector='OR'), name='change_void_has_reason', violation_error_message='作废必须写明原因。'),
        ),
        migrations.AddConstraint(
            model_name='changeitem',
            constraint=models.UniqueConstraint(fields=('change', 'field'), name='change_item_once', violation_error_message='同一事项只能变更一次。'),
        ),
    ]
