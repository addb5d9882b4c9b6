from django.db import migrations

from dampingi.insight.monitoring.triggers import allow_changes, refuse_changes


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0002_figure_editions")]

    operations = [migrations.RunPython(refuse_changes, allow_changes)]
