from django.db import migrations

from dampingi.records.loans.triggers import refuse


class Migration(migrations.Migration):

    dependencies = [("loans", "0003_applications")]

    operations = [
        migrations.RunPython(*refuse(table))
        for table in ("loans_step", "loans_survey", "loans_end", "loans_loan", "loans_loanevent", "loans_schedule")
    ]
