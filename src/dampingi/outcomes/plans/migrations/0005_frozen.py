from django.db import migrations

from dampingi.insight.reviews.triggers import refuse
from dampingi.outcomes.plans.triggers import allow_changes, refuse_changes


class Migration(migrations.Migration):
    dependencies = [("plans", "0004_targets")]
    operations = [
        migrations.RunPython(refuse_changes, allow_changes),
        migrations.RunPython(*refuse("plans_forumminutes", "plans_wishverdict", "plans_codelist")),
    ]
