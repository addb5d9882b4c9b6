"""Sources become codes: what a mentor noted on a participant's page was found on a visit, like what their visits told."""

from django.db import migrations

KNOWN = ("import", "visit", "participant", "verification", "clinic", "survey")


def into_codes(apps, editor) -> None:
    rows = apps.get_model("businesses", "Constraint").objects
    rows.exclude(source__in=KNOWN).update(source="visit")


class Migration(migrations.Migration):
    dependencies = [("businesses", "0003_constraints_how")]
    operations = [migrations.RunPython(into_codes, migrations.RunPython.noop, elidable=True)]
