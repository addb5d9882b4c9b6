import uuid
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from dampingi.insight.passing.carrying import Unreadable, exported, read, same
from dampingi.insight.passing.models import Marking
from dampingi.insight.passing.queries import holds


class Command(BaseCommand):
    help = "List the markings of participants, mark them again and compare every digit, or write one to a file for another machine."

    def add_arguments(self, parser):
        kinds = parser.add_subparsers(dest="what", required=True, metavar="list|recompute|export")
        kinds.add_parser("list", help="what was marked, with ids")
        recompute = kinds.add_parser("recompute", help="mark again; exit 1 if a digit differs")
        recompute.add_argument("id", nargs="?", help="id of the marking")
        recompute.add_argument("--from", dest="file", help="an exported file instead: needs no database")
        export = kinds.add_parser(
            "export", help="the standard, the marks and what they follow from, without ids or names"
        )
        export.add_argument("id", help="id of the marking")
        export.add_argument("file", help="where to write")

    def needs_database(self, options) -> bool:
        return not options.get("file") or options["what"] == "export"

    def handle(self, *args, what, **options):
        if what == "list":
            return self._list()
        if what == "export":
            return self._export(_found(options["id"]), Path(options["file"]))
        if bool(options["id"]) == bool(options["file"]):
            raise CommandError("Give either the id of a marking or --from FILE.")
        told, fine = _from_file(Path(options["file"])) if options["file"] else _from_database(options["id"])
        if not fine:
            raise CommandError(f"The marks of {told} do not follow from its people.")
        self.stdout.write(f"Same digits: {told}")

    def _list(self):
        rows = Marking.objects.unscoped("command passing").select_related("programme")
        for m in rows.order_by("programme__code", "number"):
            self.stdout.write(f"{m.id}  {m.programme.code}  {m.number}  {m.as_of}  {m.hash[:16]}")

    def _export(self, marking: Marking, file: Path):
        body = exported(marking)
        try:
            file.write_bytes(body)
        except OSError as fault:
            raise CommandError(f"Cannot write {file}: {fault.strerror}.") from fault
        self.stdout.write(f"{file}: {len(body)} bytes. Recompute: dampingi passing recompute --from {file}")


def _found(id: str) -> Marking:
    try:
        key = uuid.UUID(id)
    except ValueError:
        raise CommandError(f"{id} is no id. See: dampingi passing list") from None
    rows = Marking.objects.unscoped("command passing").select_related("programme", "standard")
    found = rows.filter(id=key).first()
    if found is None:
        raise CommandError(f"There is no marking {id}. See: dampingi passing list")
    return found


def _from_database(id: str) -> tuple[str, bool]:
    marking = _found(id)
    return f"{marking.programme.code} no. {marking.number}, {marking.hash}", holds(marking)


def _from_file(file: Path) -> tuple[str, bool]:
    try:
        told = read(file.read_bytes())
        return f"{told['programme']} no. {told['number']}, {told['hash']}", same(told)
    except OSError as fault:
        raise CommandError(f"Cannot read {file}: {fault.strerror}.") from fault
    except (Unreadable, KeyError) as fault:
        raise CommandError(f"{file} holds no marking of participants.") from fault
