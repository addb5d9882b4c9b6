"""`dampingi import FILE --as businesses --region 32.76 [--dry-run]`: what the import pages do, from a terminal."""

import json
import uuid
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from dampingi.capture.imports.actions import bring_sheet, commit_import, undo_import
from dampingi.capture.imports.kinds import KINDS
from dampingi.capture.imports.marked import write_marked
from dampingi.capture.imports.models import Import
from dampingi.capture.imports.plans import Plan, prepare
from dampingi.capture.imports.printing import lines
from dampingi.capture.imports.summaries import summary
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.errors import Refused
from dampingi.records.programmes.queries import programme_by_code


class Command(BaseCommand):
    help = "Import businesses, participants or visits from XLSX, XLS, ODS or CSV; --dry-run only tells what would happen."

    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="the sheet")
        parser.add_argument("--as", dest="kind", choices=sorted(KINDS), help="what the sheet lists")
        parser.add_argument("--region", help="code of the kabupaten or kota, for instance 32.76")
        parser.add_argument("--programme", help="code of the programme (participants and visits)")
        parser.add_argument("--dry-run", action="store_true", help="check only, write nothing")
        parser.add_argument("--out", type=Path, help="write the sheet back with its problems marked (XLSX)")
        parser.add_argument("--json", action="store_true", help="print the figures as JSON")
        parser.add_argument("--undo", metavar="ID", help="take an earlier import back")

    def handle(self, **options: Any) -> None:
        by = Actor.for_system("dampingi import")
        try:
            told = self._undo(by, options["undo"]) if options["undo"] else self._import(by, options)
        except Refused as refusal:
            raise CommandError(refusal.message) from refusal
        self.stdout.write(told)

    def _import(self, by: Actor, options: dict[str, Any]) -> str:
        content = self._content(options)
        programme = programme_by_code(options["programme"]) if options["programme"] else None
        plan = prepare(
            by=by, content=content, kind=options["kind"], region=options["region"], programme=programme
        )
        made = None if options["dry_run"] else self._commit(by, plan, content, options["file"].name)
        if options["out"]:
            self._give_back(plan, options["out"])
        figures = summary(plan) | {"file": options["file"].name, "import": str(made.id) if made else None}
        if options["json"]:
            return json.dumps(figures, ensure_ascii=False, indent=1)
        return "\n".join(lines(figures, dry_run=options["dry_run"], out=options["out"]))

    def _content(self, options: dict[str, Any]) -> bytes:
        if options["file"] is None or not options["kind"] or not options["region"]:
            raise CommandError(
                _(
                    "Tulis berkas, jenis, dan wilayahnya: dampingi import BERKAS --as businesses --region 32.76"
                )
            )
        path = options["file"]
        if not path.is_file():
            raise CommandError(
                _("Berkas %(name)s tidak ditemukan. Periksa nama dan foldernya.") % {"name": path.name}
            )
        try:
            return bytes(path.read_bytes())
        except OSError as problem:
            raise CommandError(_("Berkas %(name)s tidak dapat dibuka.") % {"name": path.name}) from problem

    def _commit(self, by: Actor, plan: Plan, content: bytes, name: str) -> Import:
        made = bring_sheet(
            by=by,
            content=content,
            name=name,
            kind=plan.kind,
            region=plan.region,
            programme=plan.programme,
            plan=plan,
        )
        return commit_import(by=by, sheet=made, plan=plan)

    def _give_back(self, plan: Plan, out: Path) -> None:
        if not out.parent.is_dir():
            raise CommandError(_("Folder untuk %(name)s tidak ada.") % {"name": out.name})
        write_marked(plan, str(out))

    def _undo(self, by: Actor, id: str) -> str:
        try:
            sheet = Import.objects.unscoped("the command acts as the system").get(id=uuid.UUID(id))
        except (ValueError, Import.DoesNotExist) as problem:
            raise CommandError(_("Impor %(id)s tidak ada.") % {"id": id}) from problem
        undone = undo_import(by=by, sheet=sheet).undo_summary
        kept = [f"  {row['name']}: {row['why']}" for row in undone["kept"]]
        said = _("Impor dibatalkan: %(archived)d data diarsipkan, %(kept)d tetap.") % {
            "archived": undone["archived"],
            "kept": len(kept),
        }
        return "\n".join([said, *kept])
