from django.db import migrations

from dampingi.insight.reviews.triggers import refuse


class Migration(migrations.Migration):
    dependencies = [("passing", "0001_initial")]
    operations = [migrations.RunPython(*refuse("passing_standard", "passing_marking", "passing_marked"))]
