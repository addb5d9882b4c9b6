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
        getattr(self, what)(" ".join(words))

    def rebuild(self, _words: str) -> None:
        told = _("%(count)s usaha terindeks.") % {"count": formats.number(rebuild())}
        self.stdout.write(told)

    def update(self, _words: str) -> None:
        count = 0
        while done := index_stale():
            count += done
        self.stdout.write(_("%(count)s perubahan diindeks.") % {"count": formats.number(count)})

    def check(self, _words: str) -> None:
        wrong = faults()
        if wrong:
            raise CommandError(
                _("Indeks pencarian tidak cocok dengan data pada %(count)s usaha. Jalankan: dampingi search rebuild")
                % {"count": formats.number(wrong)}
            )
        self.stdout.write(_("Indeks pencarian cocok dengan data."))

    def find(self, words: str) -> None:
        for business, match in list(found(Actor.for_system("search command"), words).matches.items())[:10]:
            self.stdout.write(f"{match.score:.2f} {match.by} {business}")
