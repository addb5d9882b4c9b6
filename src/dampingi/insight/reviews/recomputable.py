"""A command over what was frozen: list it, compute it again and compare every digit, or carry it to another machine."""

import uuid
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError


class Recomputable(BaseCommand):
    """What a command says of itself: the rows it is about, and the functions that compute and carry them."""

    model: Any
    command = ""
    thing = ""
    """"freeze", "marking": in sentences."""
    related: tuple[str, ...] = ("programme",)
    differs = ""
    """Said where a digit differs; %s is what."""
    unreadable = ""
    """Said of a file; %s is its name."""
    faults: tuple[type[Exception], ...] = (KeyError, TypeError, ValueError, AttributeError, RecursionError)

    def holds(self, row: Any) -> bool:
        raise NotImplementedError

    def exported(self, row: Any) -> bytes:
        raise NotImplementedError

    def read(self, body: bytes) -> dict[str, Any]:
        raise NotImplementedError

    def same(self, told: dict[str, Any]) -> bool:
        raise NotImplementedError

    def add_arguments(self, parser):
        kinds = parser.add_subparsers(dest="what", required=True, metavar="list|recompute|export")
        kinds.add_parser("list", help="what was frozen, with ids")
        recompute = kinds.add_parser("recompute", help="compute again; exit 1 if a digit differs")
        recompute.add_argument("id", nargs="?", help=f"id of the {self.thing}")
        recompute.add_argument("--from", dest="file", help="an exported file instead: needs no database")
        export = kinds.add_parser(
            "export", help="the figures and what they follow from, without ids or names"
        )
        export.add_argument("id", help=f"id of the {self.thing}")
        export.add_argument("file", help="where to write")

    def needs_database(self, options) -> bool:
        return not options.get("file") or options["what"] == "export"

    def handle(self, *args, what, **options):
        if what == "list":
            return self._list()
        if what == "export":
            return self._export(self._found(options["id"]), Path(options["file"]))
        if bool(options["id"]) == bool(options["file"]):
            raise CommandError(f"Give either the id of a {self.thing} or --from FILE.")
        told, fine = (
            self._from_file(Path(options["file"])) if options["file"] else self._from_database(options["id"])
        )
        if not fine:
            raise CommandError(self.differs % told)
        self.stdout.write(f"Same digits: {told}")

    def _rows(self) -> Any:
        return self.model.objects.unscoped(f"command {self.command}").select_related(*self.related)

    def _list(self):
        for row in self._rows().order_by("programme__code", "number"):
            self.stdout.write(f"{row.id}  {row.programme.code}  {row.number}  {row.as_of}  {row.hash[:16]}")

    def _export(self, row: Any, file: Path):
        body = self.exported(row)
        try:
            file.write_bytes(body)
        except OSError as fault:
            raise CommandError(f"Cannot write {file}: {fault.strerror}.") from fault
        self.stdout.write(
            f"{file}: {len(body)} bytes. Recompute: dampingi {self.command} recompute --from {file}"
        )

    def _found(self, id: str) -> Any:
        try:
            key = uuid.UUID(id)
        except ValueError:
            raise CommandError(f"{id} is no id. See: dampingi {self.command} list") from None
        found = self._rows().filter(id=key).first()
        if found is None:
            raise CommandError(f"There is no {self.thing} {id}. See: dampingi {self.command} list")
        return found

    def _from_database(self, id: str) -> tuple[str, bool]:
        row = self._found(id)
        return f"{row.programme.code} no. {row.number}, {row.hash}", self.holds(row)

    def _from_file(self, file: Path) -> tuple[str, bool]:
        try:
            told = self.read(file.read_bytes())
            return f"{told['programme']} no. {told['number']}, {told['hash']}", self.same(told)
        except OSError as fault:
            raise CommandError(f"Cannot read {file}: {fault.strerror}.") from fault
        except self.faults as fault:
            raise CommandError(self.unreadable % file) from fault
