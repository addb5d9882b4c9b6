from django.db import migrations

from dampingi.records.loans.triggers import refuse

KEPT = "OLD.state = 'waiting' AND NEW.hash = OLD.hash AND NEW.body = OLD.body AND NEW.from_on = OLD.from_on AND NEW.number = OLD.number"


class Migration(migrations.Migration):

    dependencies = [("loans", "0001_initial")]

    operations = [migrations.RunPython(*refuse("loans_schemeedition", unless=KEPT))]
