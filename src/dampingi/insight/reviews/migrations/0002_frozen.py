from django.db import migrations

from dampingi.insight.reviews.triggers import refuse


class Migration(migrations.Migration):
    dependencies = [("reviews", "0001_initial")]
    operations = [migrations.RunPython(*refuse("reviews_exitrule", "reviews_freeze", "reviews_counted"))]
