from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from dampingi.foundation.regions.actions import load_regions
from dampingi.foundation.regions.queries import search


class Command(BaseCommand):
    help = "The country's regions: `regions load` once after migrate; `regions find NAME [--within 32.76]` tells codes."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_subparsers(dest="what", required=True)
        what.add_parser("load", help="put every region of Indonesia into the database")
        find = what.add_parser("find", help="every region a name may mean, best first")
        find.add_argument("name")
        find.add_argument("--within", default="", help="code of a region to look in")

    def handle(self, *, what: str, **options: Any) -> None:
        if what == "load":
            self.stdout.write(_("%(count)s wilayah ditambahkan.") % {"count": load_regions()})
            return
        found = search(options["name"], within=options["within"])
        if not found:
            raise CommandError(
                _(
                    "Tidak ada wilayah bernama mirip %(name)s. Periksa ejaannya, atau sebut wilayah induknya: --within 32.76"
                )
                % {"name": options["name"]}
            )
        for candidate in found:
            self.stdout.write(f"{candidate.code:13}  {candidate.score:3}  {candidate.path}")
