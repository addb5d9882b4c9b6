from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.ui import formats

HERE = Actor.for_system("dampingi lake")


class Command(BaseCommand):
    help = "Publishes the facts as Parquet, and asks indicators of what was published: `lake publish`, `lake query INDICATOR`."

    def add_arguments(self, parser: CommandParser) -> None:
        ways = parser.add_subparsers(dest="way", required=True, metavar="publish|query")
        publish = ways.add_parser("publish", help="writes what changed since the last edition")
        publish.add_argument(
            "--to", default="", metavar="FOLDER|s3://BUCKET/PREFIX", help="DAMPINGI_LAKE if left out"
        )
        publish.add_argument(
            "--city", default="", metavar="CODE", help="one place; all of the office's if left out"
        )
        publish.add_argument("--whole", action="store_true", help="write everything again, changed or not")

    def handle(self, *, way: str, **options: Any) -> None:
        getattr(self, f"_{way}")(**options)

    def _publish(self, *, to: str, city: str, whole: bool, **_rest: Any) -> None:
        from dampingi.insight.lake.actions import publish_lake

        began = timezone.now()
        made = publish_lake(by=HERE, to=_where(to), place=city, whole=whole)
        seconds = (timezone.now() - began).total_seconds()
        for each in made:
            self.stdout.write(
                _("%(place)s: edisi ke-%(seq)d, %(rows)s baris, %(bytes)s kB")
                % {"place": each.place, "seq": each.seq, "rows": formats.number(each.rows), "bytes": formats.number(each.bytes // 1000)}
            )  # fmt: skip
        self.stdout.write(
            _("%(written)s baris ditulis dalam %(seconds)s detik; selebihnya tidak berubah.")
            % {"written": formats.number(made[0].written), "seconds": formats.number(seconds, 1)}
        )


def _where(told: str) -> str:
    """Raises Refused."""
    from dampingi.foundation.errors import Refused

    where = told or settings.LAKE
    if not where:
        raise Refused(_("Sebutkan tempatnya: --to FOLDER atau s3://EMBER/AWALAN, atau pasang DAMPINGI_LAKE."))
    return where
