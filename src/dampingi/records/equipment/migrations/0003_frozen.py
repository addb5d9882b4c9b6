from django.db import migrations

from dampingi.records.equipment.triggers import refuse


class Migration(migrations.Migration):
    """A handover does not change once its recipient confirmed it."""

    dependencies = [("equipment", "0002_looked_at_again")]

    operations = [migrations.RunPython(*refuse("equipment_handover", unless="OLD.confirmed_at IS NULL"))]
