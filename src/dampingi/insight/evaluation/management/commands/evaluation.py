import uuid

from django.core.management.base import BaseCommand, CommandError

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.errors import Refused
from dampingi.insight.evaluation.models import Evaluation
from dampingi.insight.evaluation.queries import computation, evaluations
from dampingi.insight.evaluation.recomputing import computed

SYSTEM = Actor.for_system("command evaluation")


class Command(BaseCommand):
    help = "List evaluations, or recompute one from its frozen evidence and compare every digit."

    def add_arguments(self, parser):
        kinds = parser.add_subparsers(dest="what", required=True, metavar="list|recompute")
        kinds.add_parser("list", help="evaluations with their ids and how far they are")
        recompute = kinds.add_parser(
            "recompute", help="compute again from what is frozen; exit 1 if a digit differs"
        )
        recompute.add_argument("id", help="id of the evaluation")

    def handle(self, *args, what, **options):
        if what == "list":
            return self._list()
        return self._recompute(_found(options["id"]))

    def _list(self):
        for e in evaluations(SYSTEM).order_by("-ends_on", "level"):
            made = computation(e)
            self.stdout.write(f"{e.id}  {e.programme.code}  {e.level}  {made.digest[:16] if made else '-'}")

    def _recompute(self, evaluation: Evaluation):
        made = computation(evaluation)
        if made is None:
            raise CommandError("This evaluation has no results yet; compute them first.")
        try:
            found = computed(evaluation)
        except Refused as refusal:
            raise CommandError(refusal.message) from refusal
        _same_edition(made.inputs, found.inputs)
        stored = {str(r.subject.mentor_id): r.body for r in made.results.select_related("subject")}
        other = [m["key"] for m in found.mentors if stored.get(m["key"]) != m]
        if found.digest != made.digest or other:
            raise CommandError(
                f"{len(other)} of {len(stored)} results differ from the stored ones: {made.digest[:16]}."
            )
        self.stdout.write(f"Same digits: {len(stored)} results, {found.digest}")


def _same_edition(stored: dict, now: dict) -> None:
    if stored.get("engine") != now["engine"]:
        raise CommandError(
            f"These results were computed by edition {stored.get('engine')} of the engine, this is edition {now['engine']}:"
            " recompute them with the release of that time."
        )


def _found(text: str) -> Evaluation:
    try:
        found = evaluations(SYSTEM).filter(id=uuid.UUID(text)).first()
    except ValueError:
        found = None
    if found is None:
        raise CommandError(f"There is no evaluation {text}. See the ids with: dampingi evaluation list")
    return found
