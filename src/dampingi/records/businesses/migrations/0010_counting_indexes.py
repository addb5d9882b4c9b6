from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("businesses", "0009_fewer_indexes"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="business",
            name="businesses__region_6ab5ba_idx",
        ),
        migrations.RemoveIndex(
            model_name="business",
            name="businesses__region_40aa74_idx",
        ),
        migrations.AddIndex(
            model_name="business",
            index=models.Index(fields=["region", "sector", "id", "archived_at"], name="register_by_sector"),
        ),
        migrations.AddIndex(
            model_name="business",
            index=models.Index(
                fields=["region", "standing", "verified_at", "archived_at"], name="register_by_standing"
            ),
        ),
    ]
