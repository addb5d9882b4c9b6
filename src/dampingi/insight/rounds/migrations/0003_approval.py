
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('rounds', '0002_minutes'),
    ]

    operations = [
        migrations.AddField(
            model_name='minutes',
            name='approved_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='minutes',
            name='returned_note',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='minutes',
            name='state',
            field=models.CharField(choices=[('unasked', 'Tidak diajukan'), ('waiting', 'Menunggu persetujuan'), ('approved', 'Disetujui'), ('returned', 'Dikembalikan')], default='unasked', max_length=10),
        ),
        migrations.AlterField(  # what was drawn up before was put before nobody
            model_name='minutes',
            name='state',
            field=models.CharField(choices=[('unasked', 'Tidak diajukan'), ('waiting', 'Menunggu persetujuan'), ('approved', 'Disetujui'), ('returned', 'Dikembalikan')], default='waiting', max_length=10),
        ),
        migrations.AddConstraint(
            model_name='minutes',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('round',), name='round_minutes_wait_once'),
        ),
        migrations.AddConstraint(
            model_name='minutes',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('approved_at__isnull', False), ('state', 'approved')), models.Q(('approved_at', None), models.Q(('state', 'approved'), _negated=True)), _connector='OR'), name='round_minutes_approved_with_its_time'),
        ),
    ]
