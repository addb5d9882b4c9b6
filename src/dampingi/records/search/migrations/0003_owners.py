from django.db import migrations, models

from dampingi.records.search.postings import unwatch, watch


class Migration(migrations.Migration):
    dependencies = [("search", "0002_postings")]

    operations = [
        migrations.RunPython(unwatch, watch),
        migrations.AddField("stale", "owner", models.UUIDField(null=True)),
        migrations.AlterField("stale", "business", models.UUIDField(null=True)),
        migrations.RunPython(watch, unwatch),
    ]
