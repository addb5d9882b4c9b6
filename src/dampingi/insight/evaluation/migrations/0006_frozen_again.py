from django.db import migrations, models

from dampingi.insight.evaluation.triggers import refuse_changes_again


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0005_objections_to_the_first")]

    operations = [
        migrations.AlterField(
            model_name="objection",
            name="computation",
            field=models.ForeignKey(
                on_delete=models.deletion.PROTECT, related_name="objections", to="evaluation.computation"
            ),
        ),
        migrations.RunPython(refuse_changes_again, migrations.RunPython.noop),
    ]
