from django.db import connection, migrations, models

from dampingi.foundation.regions.codes import RegionCode

ALONE = (("businesses_business", "key"), ("businesses_business", "region"), ("businesses_constraint", "region"))


def drop_alone(apps, schema_editor):
    """Other indexes begin with these columns. By statements of their own: SQLite would remake the table and lose its triggers."""
    for table, column in ALONE:
        with connection.cursor() as cursor:
            found = connection.introspection.get_constraints(cursor, table)
        for name, told in found.items():
            if told["index"] and told["columns"] == [column] and not (told["unique"] or told["primary_key"]):
                schema_editor.execute(f"DROP INDEX {schema_editor.quote_name(name)}")


class Migration(migrations.Migration):
    dependencies = [("businesses", "0008_list_indexes")]

    operations = [
        migrations.RemoveIndex("constraint", name="businesses__region_b46e8f_idx"),
        migrations.SeparateDatabaseAndState(
            [migrations.RunPython(drop_alone, migrations.RunPython.noop, elidable=True)],
            [
                migrations.AlterField("business", "key", models.CharField(max_length=200)),
                migrations.AlterField("business", "region", RegionCode(max_length=13)),
                migrations.AlterField("constraint", "region", RegionCode(max_length=13)),
            ],
        ),
    ]
