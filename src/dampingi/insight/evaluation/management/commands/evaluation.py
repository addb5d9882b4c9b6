import json
import uuid
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.errors import Refused
from dampingi.insight.evaluation.exporting import FAULTS, Unreadable, differing, exported, read, stored
from dampingi.insight.evaluation.models import Computation, Evaluation
from dampingi.insight.evaluation.queries import computation, evaluations
from dampingi.insight.evaluation.recomputing import computed_from, material

SYSTEM = Actor.for_system("command evaluation")


class Command(BaseCommand):
    help = "List evaluations, recompute one from what is frozen and compare every digit, or write it to a file for another machine."

    def add_arguments(self, parser):
        kinds = parser.add_subparsers(dest="what", required=True, metavar="list|recompute|export")
        kinds.add_parser("list", help="evaluations with their ids and how far they are")
        recompute = kinds.add_parser(
            "recompute", help="compute again from what is frozen; exit 1 if a digit differs"
        )
        recompute.add_argument("id", nargs="?", help="id of the evaluation")
        recompute.add_argument("--from", dest="file", help="an exported file instead: needs no database")
        recompute.add_argument("--json", action="store_true", help="answer as JSON")
        export = kinds.add_parser("export", help="everything frozen, rated, corrected and found, as one file")
        export.add_argument("id", help="id of the evaluation")
        export.add_argument("file", help="where to write")

    def needs_database(self, options) -> bool:
        return not options.get("file") or options["what"] == "export"

    def handle(self, *args, what, **options):
        if what == "list":
            return self._list()
        if what == "export":
            return self._export(options["id"], Path(options["file"]))
        if bool(options["id"]) == bool(options["file"]):
            raise CommandError("Give either the id of an evaluation or --from FILE.")
        id, told, kept = _from_file(options["file"]) if options["file"] else _from_database(options["id"])
        if not kept:
            raise CommandError("This evaluation has no results yet; compute them first.")
        try:
            return self._compare(id, told, kept, as_json=options["json"])
        except FAULTS as fault:
            if not options["file"]:
                raise
            raise CommandError(f"{options['file']}: this is not an exported evaluation.") from fault

    def _list(self):
        for e in evaluations(SYSTEM).order_by("-ends_on", "level"):
            made = computation(e)
            self.stdout.write(f"{e.id}  {e.programme.code}  {e.level}  {made.digest[:16] if made else '-'}")

    def _export(self, id: str, file: Path):
        try:
            body = exported(_found(id))
            file.write_bytes(body)
        except Refused as refusal:
            raise CommandError(refusal.message) from refusal
        except OSError as fault:
            raise CommandError(f"Cannot write {file}: {fault.strerror}.") from fault
        self.stdout.write(
            f"{file}: {len(body)} bytes. Recompute: dampingi evaluation recompute --from {file}"
        )

    def _compare(self, id, told, kept, *, as_json: bool):
        rows = [_again(told, each) for each in kept]
        if as_json:
            same = all(not row["differing"] for row in rows)
            self.stdout.write(json.dumps({"evaluation": id, "same": same, "computations": rows}))
        wrong = next((row for row in rows if row["differing"]), None)
        if wrong:
            named = ", ".join(wrong["differing"][:5])
            raise CommandError(f"Computation {wrong['number']} differs from the stored one: {named}.")
        if not as_json:
            for row in rows:
                which = f" (computation {row['number']})" if row["number"] > 1 else ""
                self.stdout.write(f"Same digits: {row['results']} results, {row['digest']}{which}")


def _again(told, kept) -> dict:
    try:
        now = computed_from(told, kept["number"])
    except Refused as refusal:
        raise CommandError(refusal.message) from refusal
    if kept["inputs"].get("engine") != now.inputs["engine"]:
        raise CommandError(
            f"These results were computed by edition {kept['inputs'].get('engine')} of the engine, this is edition"
            f" {now.inputs['engine']}: recompute them with the release of that time."
        )
    wrong = differing(kept, now) or ([] if now.digest == kept["digest"] else ["summary"])
    return {"number": kept["number"], "results": len(now.mentors), "digest": now.digest, "differing": wrong}


def _from_database(id: str):
    evaluation = _found(id)
    kept = [stored(made) for made in Computation.objects.filter(evaluation=evaluation).order_by("number")]
    try:
        return id, material(evaluation), kept
    except Refused as refusal:
        raise CommandError(refusal.message) from refusal


def _from_file(name: str):
    try:
        return read(Path(name).read_bytes())
    except OSError as fault:
        raise CommandError(f"Cannot read {name}: {fault.strerror}.") from fault
    except Unreadable as fault:
        raise CommandError(f"{name}: {fault}.") from fault


def _found(text: str) -> Evaluation:
    try:
        found = evaluations(SYSTEM).filter(id=uuid.UUID(text)).first()
    except ValueError:
        found = None
    if found is None:
        raise CommandError(f"There is no evaluation {text}. See the ids with: dampingi evaluation list")
    return found
