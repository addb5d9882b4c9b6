from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from dampingi.foundation import stored
from dampingi.foundation.ui import formats


class Command(BaseCommand):
    help = "Looks after stored files: `files check` lists those no row names, `files sweep` removes them."

    def add_arguments(self, parser):
        parser.add_argument("what", choices=["check", "sweep"])

    def handle(self, *, what, **options):
        if what == "sweep":
            told = _("%(count)s berkas tanpa catatan dibuang.")
            self.stdout.write(told % {"count": formats.number(stored.sweep())})
            return
        found = [name for _storage, name in stored.orphans()]
        told = _("%(count)s berkas tanpa catatan yang lebih tua dari sehari.")
        self.stdout.write("\n".join([*found, told % {"count": formats.number(len(found))}]))
