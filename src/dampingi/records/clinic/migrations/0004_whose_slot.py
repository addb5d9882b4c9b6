import django.db.models.deletion
from django.db import migrations, models


def name_consultants(apps, schema_editor):
    """A slot of the past is a consultant's where the name written there is that of exactly one who was appointed that day around that place."""
    Slot, Mentor = apps.get_model("clinic", "Slot"), apps.get_model("programmes", "Mentor")
    named = {}
    for mentor in Mentor._base_manager.all():
        named.setdefault(_alike(mentor.name), []).append(mentor)
    for slot in Slot._base_manager.filter(mentor=None):
        found = [m for m in named.get(_alike(slot.adviser), ()) if _advises(m, slot)]
        if len(found) == 1:
            Slot._base_manager.filter(id=slot.id).update(mentor=found[0])


def _alike(name):
    return " ".join(name.casefold().split())


def _advises(mentor, slot):
    on_duty = mentor.appointed_on <= slot.on and (mentor.ended_on is None or mentor.ended_on > slot.on)
    return on_duty and (f"{slot.region}.".startswith(f"{mentor.region}.") or f"{mentor.region}.".startswith(f"{slot.region}."))


class Migration(migrations.Migration):
    dependencies = [("clinic", "0003_unnoted"), ("programmes", "0008_ways_to_targets")]
    operations = [
        migrations.AddField(
            model_name="slot",
            name="mentor",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="slots", to="programmes.mentor"
            ),
        ),
        migrations.RunPython(name_consultants, migrations.RunPython.noop),
    ]
