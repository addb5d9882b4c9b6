"""`dampingi sample-sheet OUT.xlsx`: an invented directory with all the faults of a real one, to try the import with."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from dampingi.demo.editions import edition as later_edition
from dampingi.demo.sheets import write_directory
from dampingi.foundation.regions.queries import below

MOST = 100_000
LAST_EDITION = 9


class Command(BaseCommand):
    help = "Write an invented office directory with the faults of a real one, to try the import with."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("out", type=Path, help="the XLSX file to write")
        parser.add_argument("--region", default="32.76", help="kabupaten or kota whose kelurahan it names")
        parser.add_argument("--rows", type=int, default=1_440)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument(
            "--edition", type=int, default=1, help="2 and more: the same list, sent again later"
        )

    def handle(self, *, out: Path, region: str, rows: int, seed: int, edition: int, **options: Any) -> None:
        if not 40 <= rows <= MOST:
            raise CommandError(_("Jumlah baris antara 40 dan 100.000."))
        if not 1 <= edition <= LAST_EDITION:
            raise CommandError(_("Edisi antara 1 dan %(last)d.") % {"last": LAST_EDITION})
        if not out.parent.is_dir():
            raise CommandError(_("Folder untuk %(name)s tidak ada.") % {"name": out.name})
        kecamatan = {r.code: r.name for r in below(region, 3)}
        places = [(r.name, kecamatan[r.code[:8]]) for r in below(region, 4)]
        if not places:
            raise CommandError(
                _("Wilayah %(code)s tidak ada. Tulis kode kabupaten atau kota, misalnya 32.76.")
                % {"code": region}
            )
        edit = later_edition(edition, seed=seed, places=places)
        truth = write_directory(str(out), rows=rows, seed=seed, places=places, edit=edit)
        told = {
            "name": out.name,
            "rows": len(truth.entries),
            "sheets": len({sheet for sheet, _row in truth.repeated}) + 1,
        }
        self.stdout.write(_("%(name)s: %(rows)d usaha rekaan di %(sheets)d lembar.") % told)
        if edit:
            since = {"changed": len(truth.changed), "gone": len(truth.gone), "added": len(truth.added), "mended": len(truth.mended)}  # fmt: skip
            self.stdout.write(
                _(
                    "Sejak edisi 1: %(changed)d berubah, %(added)d baru, %(gone)d hilang, %(mended)d diperbaiki."
                )
                % since
            )
