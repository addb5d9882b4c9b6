from django.db import migrations

from dampingi.foundation.audit.triggers import allow_changes, refuse_changes


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunPython(refuse_changes, allow_changes)]
