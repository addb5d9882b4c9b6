import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.engines.geometry.reading import LARGEST
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.boundaries import presenting
from dampingi.foundation.boundaries.actions import adopt_boundaries, propose_boundaries, undo_boundaries
from dampingi.foundation.boundaries.models import Edition
from dampingi.foundation.boundaries.queries import current_editions
from dampingi.foundation.regions.queries import name_of

HERE = Actor.for_system("command boundaries")


class Command(BaseCommand):
    help = "Boundaries of regions: `boundaries load FILE --region 32.76`; `boundaries list`; `boundaries undo --region 32.76`."

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_subparsers(dest="what", required=True)
        load = what.add_parser("load", help="read a GeoJSON file, match it to regions, and use it")
        load.add_argument("file", type=Path)
        load.add_argument("--region", required=True, help="code of the region the file is for, such as 32.76")
        load.add_argument("--source", default="", help="who made the boundaries, such as: BIG 2023")
        load.add_argument("--dry-run", action="store_true", help="only say what would happen")
        load.add_argument("--json", action="store_true", help="print the whole report as JSON")
        what.add_parser("list", help="the boundaries in use")
        undo = what.add_parser("undo", help="take the boundaries in use back")
        undo.add_argument("--region", required=True)

    def handle(self, *, what: str, **options: Any) -> None:
        getattr(self, f"_{what}")(**options)

    def _load(
        self, *, file: Path, region: str, source: str, dry_run: bool, json: bool, **_options: Any
    ) -> None:
        if not file.is_file():
            raise CommandError(
                _("Berkas %(name)s tidak ditemukan. Periksa nama dan foldernya.") % {"name": file}
            )
        with file.open("rb") as opened:
            content = opened.read(LARGEST + 1)
        with transaction.atomic():
            edition = propose_boundaries(
                by=HERE, region=region, content=content, file_name=file.name, source=source, door="command"
            )
            if not dry_run:
                edition = adopt_boundaries(by=HERE, edition=edition)
            transaction.set_rollback(dry_run)
        self._tell(edition, as_json=json)

    def _tell(self, edition: Edition, *, as_json: bool) -> None:
        report = edition.report | {
            "region": edition.region,
            "level": edition.level,
            "version": edition.version,
        }
        if as_json:
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=1))
            return
        found = presenting.matched(edition.report)
        words = found | {"place": name_of(edition.region), "level": presenting.LEVELS[edition.level]}
        self.stdout.write(_("%(count)s %(level)s di %(place)s dikenali (%(how)s).") % words)
        self.stdout.write(presenting.faults(edition.report))
        for each in presenting.unmatched(edition):
            self.stdout.write(_("Belum dikenali: %(shown)s (%(words)s)") % each)
        for each in presenting.refused(edition.report):
            self.stdout.write(_("Tidak dapat dipakai: %(shown)s (%(words)s)") % each)
        for _code, path in edition.report["missing"]:
            self.stdout.write(_("Tidak ada di berkas: %(path)s") % {"path": path})
        done = _("Dipakai sebagai versi %(n)s.") % {"n": edition.version}
        self.stdout.write(done if edition.version else _("Hanya diperiksa: tidak ada yang disimpan."))

    def _list(self, **_options: Any) -> None:
        for edition in current_editions():
            self.stdout.write(
                f"{edition.region:8}  {presenting.LEVELS[edition.level]}  v{edition.version}  {edition.file_name}  {edition.source}"
            )

    def _undo(self, *, region: str, **_options: Any) -> None:
        own = [e for e in current_editions(region) if e.region == region]
        if not own:
            raise CommandError(_("Tidak ada batas yang dipakai untuk %(code)s.") % {"code": region})
        undone = undo_boundaries(by=HERE, edition=own[0])
        self.stdout.write(_("Versi %(n)s dibatalkan.") % {"n": undone.version})
