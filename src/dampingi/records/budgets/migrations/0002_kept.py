from django.db import migrations

from dampingi.records.budgets.triggers import keep_the_book, leave_the_book


class Migration(migrations.Migration):

    dependencies = [("budgets", "0001_initial")]

    operations = [migrations.RunPython(keep_the_book, leave_the_book)]
