from django.db import migrations
from django.db.models import OuterRef, Subquery


def to_the_first(apps, schema_editor):
    """Objections made while an evaluation had one computation were to that one."""
    Objection, Computation = (apps.get_model("evaluation", name) for name in ("Objection", "Computation"))
    made = Computation.objects.filter(evaluation=OuterRef("subject__evaluation")).order_by("number")
    for objection in Objection.objects.filter(computation=None).annotate(first=Subquery(made.values("id")[:1])):
        Objection.objects.filter(id=objection.id).update(computation=objection.first)


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0004_objections_by_part")]

    operations = [migrations.RunPython(to_the_first, migrations.RunPython.noop, elidable=True)]
