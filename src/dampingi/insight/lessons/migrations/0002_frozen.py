from django.db import migrations

from dampingi.insight.reviews.triggers import refuse

TABLES = ("lessons_factor", "lessons_lesson", "lessons_factorwithdrawal", "lessons_lessonwithdrawal")


class Migration(migrations.Migration):
    dependencies = [("lessons", "0001_initial")]
    operations = [migrations.RunPython(*refuse(*TABLES))]
