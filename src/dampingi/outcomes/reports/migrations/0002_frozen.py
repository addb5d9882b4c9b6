from django.db import migrations

from dampingi.outcomes.reports.triggers import allow_changes, refuse_changes


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]

    operations = [migrations.RunPython(refuse_changes, allow_changes)]
