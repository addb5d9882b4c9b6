from django.db import migrations

from dampingi.records.equipment.triggers import refuse


class Migration(migrations.Migration):
    dependencies = [("grants", "0001_grants"), ("equipment", "0003_frozen")]

    operations = [migrations.RunPython(*refuse("grants_agreement"))]
