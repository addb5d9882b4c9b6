from django.db import migrations

from dampingi.insight.reviews.triggers import refuse


class Migration(migrations.Migration):
    dependencies = [("health", "0001_initial")]
    operations = [migrations.RunPython(*refuse("health_healthrules", "health_healthresult"))]
