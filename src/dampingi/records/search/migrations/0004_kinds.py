from django.db import migrations

from dampingi.records.search.postings import unwatch, watch


def note_everything(apps, schema_editor):
    """Documents now hold the kinds of shop and titles of the written names: the worker makes them anew."""
    schema_editor.execute("INSERT INTO search_stale (business) SELECT id FROM businesses_business")


class Migration(migrations.Migration):
    dependencies = [("search", "0003_owners"), ("businesses", "0012_constraint_course")]

    operations = [
        migrations.RunPython(unwatch, watch),
        migrations.RunPython(watch, unwatch),
        migrations.RunPython(note_everything, migrations.RunPython.noop, elidable=True),
    ]
