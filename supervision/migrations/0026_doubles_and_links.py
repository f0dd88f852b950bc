import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
        ('supervision', '0025_changes'),
    ]

    operations = [
        migrations.CreateModel(
            name='Merge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(editable=False, max_length=32, unique=True, verbose_name='编号')),
                ('state', models.CharField(choices=[('draft', '草稿'), ('submitted', '已提交'), ('accepted', '已审核'), ('returned', '已退回'), ('void', '作废')], default='draft', editable=False, max_length=10, verbose_name='状态')),
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
                ('proposed_on', models.DateField(editable=False, verbose_name='提出日期')),
                ('why', models.TextField(help_text='怎样核实是同一家，如现场核实、证照、电话联系。', max_length=500, verbose_name='合并依据')),
            ],
            options={
                'verbose_name': '监管对象合并',
                'verbose_name_plural': '监管对象合并',
                'ordering': ['-proposed_on', '-id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MergeEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('number', models.CharField(editable=False, max_length=32, verbose_name='编号')),
                ('state', models.CharField(choices=[('draft', '草稿'), ('submitted', '已提交'), ('accepted', '已审核'), ('returned', '已退回'), ('void', '作废')], default='draft', editable=False, max_length=10, verbose_name='状态')),
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
                ('proposed_on', models.DateField(editable=False, verbose_name='提出日期')),
                ('why', models.TextField(help_text='怎样核实是同一家，如现场核实、证照、电话联系。', max_length=500, verbose_name='合并依据')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RecordLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('one_label', models.CharField(max_length=60, verbose_name='台账')),
                ('one_id', models.BigIntegerField(verbose_name='记录')),
                ('other_label', models.CharField(max_length=60, verbose_name='关联台账')),
                ('other_id', models.BigIntegerField(verbose_name='关联记录')),
                ('at', models.DateTimeField(verbose_name='关联时间')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='取消时间')),
            ],
            options={
                'verbose_name': '关联记录',
                'verbose_name_plural': '关联记录',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='RecordLinkEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('one_label', models.CharField(max_length=60, verbose_name='台账')),
                ('one_id', models.BigIntegerField(verbose_name='记录')),
                ('other_label', models.CharField(max_length=60, verbose_name='关联台账')),
                ('other_id', models.BigIntegerField(verbose_name='关联记录')),
                ('at', models.DateTimeField(verbose_name='关联时间')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='取消时间')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SubjectApart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='认定时间')),
            ],
            options={
                'verbose_name': '不是同一家的认定',
                'verbose_name_plural': '不是同一家的认定',
                'ordering': ['first', 'second'],
            },
        ),
        migrations.CreateModel(
            name='SubjectApartEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('at', models.DateTimeField(verbose_name='认定时间')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='subject',
            name='merged_into',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='supervision.subject', verbose_name='已并入'),
        ),
        migrations.AddField(
            model_name='subjectevent',
            name='merged_into',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.subject', verbose_name='已并入'),
        ),
        migrations.AddIndex(
            model_name='subject',
            index=models.Index(condition=models.Q(('merged_into__isnull', False)), fields=['merged_into'], name='subject_merged'),
        ),
        migrations.AddField(
            model_name='merge',
            name='accepted_by',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.post', verbose_name='审核人'),
        ),
        migrations.AddField(
            model_name='merge',
            name='county',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.region', verbose_name='县（市、区）'),
        ),
        migrations.AddField(
            model_name='merge',
            name='into',
            field=models.ForeignKey(help_text='以后都在这一个名下填报。', on_delete=django.db.models.deletion.PROTECT, related_name='merged_here', to='supervision.subject', verbose_name='并入（保留）'),
        ),
        migrations.AddField(
            model_name='merge',
            name='made_by',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.post', verbose_name='填报人'),
        ),
        migrations.AddField(
            model_name='merge',
            name='managing_zone',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.region', verbose_name='代管功能区'),
        ),
        migrations.AddField(
            model_name='merge',
            name='region',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.region', verbose_name='所在地区'),
        ),
        migrations.AddField(
            model_name='merge',
            name='subject',
            field=models.ForeignKey(help_text='合并后不再单独计数，也不能再为它填报；它的记录和编号都保留，随保留的一方查看。', on_delete=django.db.models.deletion.PROTECT, related_name='merges', to='supervision.subject', verbose_name='被合并的监管对象'),
        ),
        migrations.AddField(
            model_name='merge',
            name='township',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.region', verbose_name='乡镇（街道）'),
        ),
        migrations.AddField(
            model_name='merge',
            name='voided_by',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.post', verbose_name='作废人'),
        ),
        migrations.AddField(
            model_name='mergeevent',
            name='accepted_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.post', verbose_name='审核人'),
        ),
        migrations.AddField(
            model_name='mergeevent',
            name='county',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.region', verbose_name='县（市、区）'),
        ),
        migrations.AddField(
            model_name='mergeevent',
            name='into',
            field=models.ForeignKey(db_constraint=False, help_text='以后都在这一个名下填报。', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.subject', verbose_name='并入（保留）'),
        ),
        migrations.AddField(
            model_name='mergeevent',
            name='made_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.post', verbose_name='填报人'),
        ),
        migrations.AddField(
            model_name='mergeevent',
            name='managing_zone',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.region', verbose_name='代管功能区'),
        ),
        migrations.AddField(
            model_name='mergeevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='mergeevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', related_query_name='events_query', to='supervision.merge'),
        ),
        migrations.AddField(
            model_name='mergeevent',
            name='region',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.region', verbose_name='所在地区'),
        ),
        migrations.AddField(
            model_name='mergeevent',
            name='subject',
            field=models.ForeignKey(db_constraint=False, help_text='合并后不再单独计数，也不能再为它填报；它的记录和编号都保留，随保留的一方查看。', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.subject', verbose_name='被合并的监管对象'),
        ),
        migrations.AddField(
            model_name='mergeevent',
            name='township',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.region', verbose_name='乡镇（街道）'),
        ),
        migrations.AddField(
            model_name='mergeevent',
            name='voided_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.post', verbose_name='作废人'),
        ),
        migrations.AddField(
            model_name='recordlink',
            name='by',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.post', verbose_name='关联人'),
        ),
        migrations.AddField(
            model_name='recordlink',
            name='ended_by',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.post', verbose_name='取消人'),
        ),
        migrations.AddField(
            model_name='recordlinkevent',
            name='by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.post', verbose_name='关联人'),
        ),
        migrations.AddField(
            model_name='recordlinkevent',
            name='ended_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.post', verbose_name='取消人'),
        ),
        migrations.AddField(
            model_name='recordlinkevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='recordlinkevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', related_query_name='events_query', to='supervision.recordlink'),
        ),
        migrations.AddField(
            model_name='subjectapart',
            name='by',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.post', verbose_name='认定人'),
        ),
        migrations.AddField(
            model_name='subjectapart',
            name='first',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.subject', verbose_name='监管对象'),
        ),
        migrations.AddField(
            model_name='subjectapart',
            name='second',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.subject', verbose_name='另一监管对象'),
        ),
        migrations.AddField(
            model_name='subjectapartevent',
            name='by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.post', verbose_name='认定人'),
        ),
        migrations.AddField(
            model_name='subjectapartevent',
            name='first',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.subject', verbose_name='监管对象'),
        ),
        migrations.AddField(
            model_name='subjectapartevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='subjectapartevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', related_query_name='events_query', to='supervision.subjectapart'),
        ),
        migrations.AddField(
            model_name='subjectapartevent',
            name='second',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.subject', verbose_name='另一监管对象'),
        ),
        migrations.AddIndex(
            model_name='merge',
            index=models.Index(fields=['county', 'proposed_on', 'id'], name='merge_county_date'),
        ),
        migrations.AddIndex(
            model_name='merge',
            index=models.Index(fields=['township', 'proposed_on', 'id'], name='merge_town_date'),
        ),
        migrations.AddIndex(
            model_name='merge',
            index=models.Index(fields=['proposed_on', 'id'], name='merge_date'),
        ),
        migrations.AddConstraint(
            model_name='merge',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'void'), _negated=True), models.Q(('voided_why', ''), _negated=True), _connector='OR'), name='merge_void_has_reason', violation_error_message='作废必须写明原因。'),
        ),
        migrations.AddConstraint(
            model_name='merge',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('submitted', 'accepted'))), fields=('subject',), name='merge_once', violation_error_message='该监管对象已有待审核或已生效的合并。'),
        ),
        migrations.AddConstraint(
            model_name='merge',
            constraint=models.CheckConstraint(condition=models.Q(('subject', models.F('into')), _negated=True), name='merge_two', violation_error_message='不能并入自身。'),
        ),
        migrations.AddIndex(
            model_name='merge',
            index=models.Index(condition=models.Q(('state__in', ('draft', 'submitted', 'returned'))), fields=['county', 'submitted_at'], name='merge_waits'),
        ),
        migrations.AddIndex(
            model_name='recordlink',
            index=models.Index(condition=models.Q(('ended_at__isnull', True)), fields=['other_label', 'other_id'], name='recordlink_other'),
        ),
        migrations.AddConstraint(
            model_name='recordlink',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('one_label', 'one_id', 'other_label', 'other_id'), name='recordlink_once', violation_error_message='这两条记录已经关联。'),
        ),
        migrations.AddConstraint(
            model_name='subjectapart',
            constraint=models.UniqueConstraint(fields=('first', 'second'), name='subject_apart_once', violation_error_message='已认定不是同一家。'),
        ),
        migrations.AddConstraint(
            model_name='subjectapart',
            constraint=models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='subject_apart_in_order', violation_error_message='不能认定与自身不是同一家。'),
        ),
    ]
