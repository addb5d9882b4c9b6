from django.db import migrations

from dampingi.records.programmes.triggers import allow_changes, refuse_changes


class Migration(migrations.Migration):
    dependencies = [("programmes", "0004_stage_editions")]

    operations = [migrations.RunPython(refuse_changes, allow_changes)]
