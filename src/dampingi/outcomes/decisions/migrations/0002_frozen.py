from django.db import migrations

from dampingi.outcomes.decisions.triggers import allow_changes, refuse_changes


class Migration(migrations.Migration):
    dependencies = [("decisions", "0001_initial")]

    operations = [migrations.RunPython(refuse_changes, allow_changes)]
