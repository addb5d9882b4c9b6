import datetime

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models
from django.db.models import F

import dampingi.foundation.regions.codes
from dampingi.foundation.rows import new_id

CHUNK = 2000


def promise_what_was_said(apps, schema_editor):
    """Every visit on record that named a next day promised it."""
    visit, promise = apps.get_model("mentoring", "Visit"), apps.get_model("mentoring", "Promise")
    said = visit.objects.filter(next_on__gt=F("on")).order_by("on", "id")
    made = []
    for v in said.iterator(chunk_size=CHUNK):
        made.append(
            promise(
                id=new_id(), programme_id=v.programme_id, region=v.region, enrolment_id=v.enrolment_id, mentor_id=v.mentor_id,
                since=v.on + datetime.timedelta(days=1), day=v.next_on, visit_id=v.id, at=v.recorded_at,
            )
        )
        if len(made) == CHUNK:
            promise.objects.bulk_create(made, batch_size=200)
            made = []
    promise.objects.bulk_create(made, batch_size=200)


class Migration(migrations.Migration):

    dependencies = [
        ('mentoring', '0005_report_chain'),
        ('programmes', '0005_frozen_editions'),
    ]

    operations = [
        migrations.CreateModel(
            name='Promise',
            fields=[
                ('id', models.UUIDField(default=new_id, editable=False, primary_key=True, serialize=False)),
                ('region', dampingi.foundation.regions.codes.RegionCode(db_index=True, max_length=13)),
                ('since', models.DateField()),
                ('day', models.DateField()),
                ('reason', models.CharField(blank=True, max_length=20)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('by', models.UUIDField(null=True)),
                ('by_name', models.CharField(blank=True, max_length=150)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='promises', to='programmes.enrolment')),
                ('mentor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='promises', to='programmes.mentor')),
                ('moved_from', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='moved_to', to='mentoring.promise')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ('visit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='promises', to='mentoring.visit')),
            ],
            options={
                'indexes': [models.Index(fields=['region', 'day'], name='mentoring_p_region_05f950_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('day__gte', models.F('since'))), name='promise_lies_ahead'), models.CheckConstraint(condition=models.Q(models.Q(('moved_from', None), ('reason', '')), models.Q(('moved_from__isnull', False), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='promise_put_off_says_why')],
            },
        ),
        migrations.RunPython(promise_what_was_said, migrations.RunPython.noop, elidable=True),
    ]
