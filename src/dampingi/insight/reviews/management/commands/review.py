import json
import uuid
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from dampingi.insight.reviews.carrying import Unreadable, exported, read, same
from dampingi.insight.reviews.models import Freeze
from dampingi.insight.reviews.queries import holds


class Command(BaseCommand):
    help = "List a programme's frozen rates, compute them again and compare every digit, or write them to a file for another machine."

    def add_arguments(self, parser):
        kinds = parser.add_subparsers(dest="what", required=True, metavar="list|recompute|export")
        kinds.add_parser("list", help="what was frozen, with ids")
        recompute = kinds.add_parser("recompute", help="compute again; exit 1 if a digit differs")
        recompute.add_argument("id", nargs="?", help="id of the freeze")
        recompute.add_argument("--from", dest="file", help="an exported file instead: needs no database")
        export = kinds.add_parser(
            "export", help="the figures and the people they follow from, without ids or names"
        )
        export.add_argument("id", help="id of the freeze")
        export.add_argument("file", help="where to write")

    def needs_database(self, options) -> bool:
        return not options.get("file") or options["what"] == "export"

    def handle(self, *args, what, **options):
        if what == "list":
            return self._list()
        if what == "export":
            return self._export(_found(options["id"]), Path(options["file"]))
        if bool(options["id"]) == bool(options["file"]):
            raise CommandError("Give either the id of a freeze or --from FILE.")
        told, fine = _from_file(Path(options["file"])) if options["file"] else _from_database(options["id"])
        if not fine:
            raise CommandError(f"The figures of {told} do not follow from its people.")
        self.stdout.write(f"Same digits: {told}")

    def _list(self):
        rows = Freeze.objects.unscoped("command review").select_related("programme")
        for f in rows.order_by("programme__code", "number"):
            self.stdout.write(f"{f.id}  {f.programme.code}  {f.number}  {f.as_of}  {f.hash[:16]}")

    def _export(self, freeze: Freeze, file: Path):
        body = exported(freeze)
        try:
            file.write_bytes(body)
        except OSError as fault:
            raise CommandError(f"Cannot write {file}: {fault.strerror}.") from fault
        self.stdout.write(f"{file}: {len(body)} bytes. Recompute: dampingi review recompute --from {file}")


def _found(id: str) -> Freeze:
    try:
        key = uuid.UUID(id)
    except ValueError:
        raise CommandError(f"{id} is no id. See: dampingi review list") from None
    found = Freeze.objects.unscoped("command review").select_related("programme").filter(id=key).first()
    if found is None:
        raise CommandError(f"There is no freeze {id}. See: dampingi review list")
    return found


def _from_database(id: str) -> tuple[str, bool]:
    freeze = _found(id)
    return f"{freeze.programme.code} no. {freeze.number}, {freeze.hash}", holds(freeze)


def _from_file(file: Path) -> tuple[str, bool]:
    try:
        told = read(file.read_bytes())
        return f"{told['programme']} no. {told['number']}, {told['hash']}", same(told)
    except OSError as fault:
        raise CommandError(f"Cannot read {file}: {fault.strerror}.") from fault
    except (Unreadable, KeyError, TypeError, json.JSONDecodeError) as fault:
        raise CommandError(f"{file} holds no frozen programme rates.") from fault
