from django.db import migrations

from dampingi.records.aspirations.triggers import allow_changes, refuse_changes


class Migration(migrations.Migration):
    dependencies = [("aspirations", "0004_themes_boxes_joins")]
    operations = [migrations.RunPython(refuse_changes, allow_changes)]
