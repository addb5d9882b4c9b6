import dampingi.foundation.regions.codes
import dampingi.foundation.rows
import django.utils.timezone
from django.db import migrations, models

from dampingi.foundation.definitions import load
from dampingi.foundation.regions.codes import ancestor, depth
from dampingi.records.problems.triggers import allow_changes, refuse_changes


def keep_what_they_were_judged_by(apps, schema_editor):
    """The shipped line, or what its places had ruled by the day a problem was noted."""
    Problem, Ruling = apps.get_model("problems", "Problem"), apps.get_model("problems", "Ruling")
    shipped = {row["code"]: {"level": row["level"], "source": row["source"], "editions": []} for row in load("authorities")}
    rulings = sorted(Ruling.objects.all(), key=lambda r: (depth(r.region), r.number))
    for problem in Problem.objects.exclude(matter="").iterator():
        if problem.matter not in shipped:
            continue
        places = [ancestor(problem.region, d) for d in range(min(depth(problem.region), 2) + 1)]
        line = shipped[problem.matter]
        for r in rulings:
            if r.matter == problem.matter and r.region in places and r.at <= problem.noted_at:
                line = line | {"level": r.level, "source": r.source}
        Problem.objects.filter(id=problem.id).update(judged=line)


class Migration(migrations.Migration):

    dependencies = [
        ('problems', '0002_ruling'),
    ]

    operations = [
        migrations.AddField(
            model_name='problem',
            name='judged',
            field=models.JSONField(default=dict),
        ),
        migrations.RunPython(keep_what_they_were_judged_by, migrations.RunPython.noop),
        migrations.CreateModel(
            name='ListEdition',
            fields=[
                ('id', models.UUIDField(default=dampingi.foundation.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('topics', 'Topik masalah'), ('matters', 'Matriks kewenangan')], max_length=10)),
                ('region', dampingi.foundation.regions.codes.RegionCode(blank=True, max_length=13)),
                ('number', models.PositiveIntegerField()),
                ('body', models.JSONField()),
                ('reason', models.CharField(max_length=300)),
                ('hash', models.CharField(max_length=64)),
                ('state', models.CharField(choices=[('waiting', 'Menunggu persetujuan'), ('approved', 'Berlaku'), ('returned', 'Dikembalikan')], default='waiting', max_length=10)),
                ('returned_note', models.TextField(blank=True)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.UUIDField(null=True)),
                ('by_name', models.CharField(blank=True, max_length=150)),
                ('approved_at', models.DateTimeField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('kind', 'region', 'number'), name='problem_list_numbered'), models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('kind', 'region'), name='problem_list_waits_once')],
            },
        ),
        migrations.RunPython(refuse_changes, allow_changes),
    ]
