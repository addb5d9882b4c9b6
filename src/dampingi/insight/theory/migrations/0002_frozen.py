from django.db import migrations

from dampingi.insight.reviews.triggers import refuse


class Migration(migrations.Migration):
    dependencies = [("theory", "0001_initial")]
    operations = [migrations.RunPython(*refuse("theory_theory", "theory_judgement"))]
