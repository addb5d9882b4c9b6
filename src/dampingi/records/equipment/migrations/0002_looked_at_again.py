import datetime

from django.db import migrations, models

HALF, YEAR = datetime.timedelta(days=182), datetime.timedelta(days=365)


def fill(apps, schema_editor):
    for row in apps.get_model("equipment", "Handover")._base_manager.all():
        row.half_on, row.year_on = row.on + HALF, row.on + YEAR
        row.save(update_fields=["half_on", "year_on"])


class Migration(migrations.Migration):
    dependencies = [("equipment", "0001_initial")]

    operations = [
        migrations.AddField("handover", "half_on", models.DateField(default=datetime.date(2000, 1, 1)), preserve_default=False),
        migrations.AddField("handover", "year_on", models.DateField(default=datetime.date(2000, 1, 1)), preserve_default=False),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
