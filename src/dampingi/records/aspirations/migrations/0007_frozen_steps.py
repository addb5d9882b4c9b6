from django.db import migrations

from dampingi.records.aspirations.triggers import STEPS, refuse


class Migration(migrations.Migration):
    dependencies = [("aspirations", "0006_wording_erasure")]
    operations = [migrations.RunPython(*refuse(STEPS))]
