from django.db import migrations

from dampingi.insight.indicators.triggers import allow_changes, refuse_changes


class Migration(migrations.Migration):
    dependencies = [("indicators", "0001_initial")]
    operations = [migrations.RunPython(refuse_changes, allow_changes)]
