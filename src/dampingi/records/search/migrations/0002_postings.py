from django.db import migrations

from dampingi.records.search.postings import drop_postings, make_postings, unwatch, watch


def note_everything(apps, schema_editor):
    """A register that is there already is indexed by the worker."""
    schema_editor.execute("INSERT INTO search_stale (business) SELECT id FROM businesses_business")


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial"), ("businesses", "0006_second_phone")]

    operations = [
        migrations.RunPython(make_postings, drop_postings),
        migrations.RunPython(watch, unwatch),
        migrations.RunPython(note_everything, migrations.RunPython.noop, elidable=True),
    ]
