from django.db import migrations

from dampingi.insight.reviews.triggers import refuse


class Migration(migrations.Migration):
    dependencies = [("pilots", "0001_initial")]
    operations = [migrations.RunPython(*refuse("pilots_pilotrules"))]
