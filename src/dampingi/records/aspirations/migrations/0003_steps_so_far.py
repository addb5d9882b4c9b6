"""What was heard before says its steps too: received, and being looked at since it was answered."""

from django.db import migrations

from dampingi.foundation.rows import new_id


def tell(apps, schema_editor):
    Aspiration, Step = apps.get_model("aspirations", "Aspiration"), apps.get_model("aspirations", "Step")
    Aspiration.objects.exclude(answered_at=None).update(state="looking")
    for row in Aspiration.objects.all().iterator(chunk_size=500):
        steps = [Step(id=new_id(), aspiration=row, state="received", at=row.at, by=row.by, by_name=row.by_name)]
        if row.answered_at:
            steps.append(
                Step(
                    id=new_id(), aspiration=row, state="looking", words=row.answer, at=row.answered_at,
                    by_name=row.answered_by_name,
                )
            )  # fmt: skip
        Step.objects.bulk_create(steps)


class Migration(migrations.Migration):
    dependencies = [("aspirations", "0002_states")]
    operations = [migrations.RunPython(tell, migrations.RunPython.noop, elidable=True)]
