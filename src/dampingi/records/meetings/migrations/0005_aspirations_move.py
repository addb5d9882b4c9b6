"""Aspirations have an app of their own: the table stays as it is, records/aspirations takes it over."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("meetings", "0004_minutes_writers")]
    operations = [
        migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel("Aspiration")])
    ]
