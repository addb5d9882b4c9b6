from django.db import migrations

from dampingi.capture.field.triggers import allow_changes, refuse_changes


class Migration(migrations.Migration):
    dependencies = [("field", "0001_initial")]
    operations = [migrations.RunPython(refuse_changes, allow_changes)]
