from django.db import migrations

from dampingi.records.aspirations.triggers import EDITIONS, refuse


class Migration(migrations.Migration):
    dependencies = [("aspirations", "0004_themes_boxes_joins")]
    operations = [migrations.RunPython(*refuse(EDITIONS))]
