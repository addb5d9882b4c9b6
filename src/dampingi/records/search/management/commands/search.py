from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.ui import formats
from dampingi.records.search.actions import index_stale, rebuild
from dampingi.records.search.documents import faults
from dampingi.records.search.queries import found


class Command(BaseCommand):
    help = "Looks after the search index: `search rebuild`, `search update`, `search check`; `search find WORDS` tries it."

    def add_arguments(self, parser):
        parser.add_argument("what", choices=["rebuild", "update", "check", "find"])
        parser.add_argument("words", nargs="*")

    def handle(self, *, what, words, **options):
        told = {"rebuild": _rebuild, "update": _update, "check": _check}
        self.stdout.write(_find(" ".join(words)) if what == "find" else told[what]())


def _rebuild() -> str:
    return _("%(count)s usaha terindeks.") % {"count": formats.number(rebuild())}


def _update() -> str:
    count = 0
    while done := index_stale():
        count += done
    return _("%(count)s perubahan diindeks.") % {"count": formats.number(count)}


def _check() -> str:
    if wrong := faults():
        raise CommandError(
            _(
                "Indeks pencarian tidak cocok dengan data pada %(count)s usaha. Jalankan: dampingi search rebuild"
            )
            % {"count": formats.number(wrong)}
        )
    return _("Indeks pencarian cocok dengan data.")


def _find(words: str) -> str:
    matches = found(Actor.for_system("search command"), words).matches
    return "\n".join(f"{fit.score:.2f} {fit.by} {business}" for business, fit in list(matches.items())[:10])
