"""The table of records/meetings, under this app's name: not a row is copied."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import dampingi.foundation.regions.codes
import dampingi.foundation.rows


class Migration(migrations.Migration):
    initial = True
    dependencies = [("meetings", "0005_aspirations_move"), ("programmes", "0006_mentor_field")]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Aspiration",
                    fields=[
                        ("id", models.UUIDField(default=dampingi.foundation.rows.new_id, editable=False, primary_key=True, serialize=False)),
                        ("region", dampingi.foundation.regions.codes.RegionCode(db_index=True, max_length=13)),
                        ("name", models.CharField(blank=True, max_length=150)),
                        ("phone", models.CharField(blank=True, max_length=20)),
                        ("field", models.CharField(max_length=20)),
                        ("text", models.TextField()),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("by", models.UUIDField(null=True)),
                        ("by_name", models.CharField(blank=True, max_length=150)),
                        ("answer", models.TextField(blank=True)),
                        ("answered_at", models.DateTimeField(null=True)),
                        ("answered_by_name", models.CharField(blank=True, max_length=150)),
                        ("told_at", models.DateTimeField(null=True)),
                        ("meeting", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="aspirations", to="meetings.meeting")),
                        ("programme", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programmes.programme")),
                    ],
                    options={
                        "db_table": "meetings_aspiration",
                        "indexes": [models.Index(fields=["region", "field"], name="meetings_as_region_2d6c25_idx")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(answered_at=None, answer="") | models.Q(answered_at__isnull=False) & ~models.Q(answer=""),
                                name="aspiration_answered_in_words",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(told_at=None) | models.Q(answered_at__isnull=False),
                                name="aspiration_told_once_answered",
                            ),
                        ],
                    },
                )
            ]
        ),
        migrations.AlterModelTable(name="aspiration", table=None),
        migrations.RenameIndex(
            model_name="aspiration", old_name="meetings_as_region_2d6c25_idx", new_name="aspiration_region_field"
        ),
    ]
