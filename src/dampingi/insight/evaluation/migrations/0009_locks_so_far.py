"""Evaluations whose instrument was locked before locks were rows of their own: who and when are known, the targets of then are not."""

from django.db import migrations

from dampingi.foundation.canonical import digest


def record(apps, schema_editor):
    evaluations = apps.get_model("evaluation", "Evaluation").objects.filter(instrument__locked_at__isnull=False)
    locks = apps.get_model("evaluation", "InstrumentLock").objects
    for evaluation in evaluations.select_related("instrument"):
        rules = evaluation.instrument
        locks.create(
            evaluation=evaluation, instrument_hash=rules.hash, targets=None, at=rules.locked_at, by=rules.locked_by,
            digest=digest({"instrument": rules.hash, "targets": None}),
        )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0008_lock")]

    operations = [migrations.RunPython(record, migrations.RunPython.noop, elidable=True)]
