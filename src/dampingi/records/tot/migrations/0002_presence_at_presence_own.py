import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tot", "0001_initial")]

    operations = [
        migrations.AddField("presence", "at", models.DateTimeField(null=True)),
        migrations.AlterField(
            "presence", "at", models.DateTimeField(default=django.utils.timezone.now, null=True)
        ),
        migrations.AddField("presence", "own", models.BooleanField(default=False)),
    ]
