import datetime
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.errors import Refused
from dampingi.foundation.ui import formats
from dampingi.insight.lake import shown
from dampingi.insight.monitoring.periods import Period

HERE = Actor.for_system("dampingi lake")


def _duckdb(store: Any) -> Any:
    from dampingi.insight.lake.duck import Duck

    return Duck(store)


def _spark(store: Any) -> Any:
    from dampingi.insight.lake.spark import Spark

    return Spark(store)


ENGINES: Mapping[str, Callable[[Any], Any]] = {"duckdb": _duckdb, "spark": _spark}
"""Loaded only when asked for."""


def _day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


class Command(BaseCommand):
    help = (
        "Publishes the facts as Parquet, and asks indicators of what was published: `lake publish`, `lake query INDICATOR`. "
        "Finds businesses that several cities know: `lake extract`, `lake link`, `lake known`."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        ways = parser.add_subparsers(dest="way", required=True, metavar="publish|query|extract|link|known")
        publish = ways.add_parser("publish", help="writes what changed since the last edition")
        publish.add_argument(
            "--to", default="", metavar="FOLDER|s3://BUCKET/PREFIX", help="DAMPINGI_LAKE if left out"
        )
        publish.add_argument(
            "--city", default="", metavar="CODE", help="one place; all of the office's if left out"
        )
        publish.add_argument("--whole", action="store_true", help="write everything again, changed or not")
        publish.add_argument(
            "--public",
            default="",
            metavar="FOLDER",
            help="figures for everyone from what the lake holds, instead of rows",
        )
        publish.add_argument(
            "--year", type=int, metavar="YYYY", help="with --public: the last year if left out"
        )
        query = ways.add_parser(
            "query", help="an indicator of what was published, over every programme of a time"
        )
        query.add_argument(
            "indicator",
            metavar="INDICATOR",
            help="its code, such as pass_rate (`dampingi dictionary` lists them)",
        )
        query.add_argument(
            "--by", default="", metavar="GROUPING[,GROUPING]", help="city, kecamatan, sex, sector, month, ..."
        )
        query.add_argument(
            "--from", dest="start", type=_day, metavar="YYYY-MM-DD", help="the year's first day if left out"
        )
        query.add_argument("--until", type=_day, metavar="YYYY-MM-DD", help="today if left out")
        query.add_argument(
            "--region", default="", metavar="CODE", help="32, 32.76, ...; everywhere if left out"
        )
        query.add_argument(
            "--lake", default="", metavar="FOLDER|s3://BUCKET/PREFIX", help="DAMPINGI_LAKE if left out"
        )
        query.add_argument("--engine", choices=ENGINES, default="duckdb")
        query.add_argument(
            "--json", action="store_true", help="with the definition and the day of each edition"
        )

        _linkage(ways)

    def handle(self, *, way: str, **options: Any) -> None:
        getattr(self, f"_{way}")(**options)

    def _publish(
        self, *, to: str, city: str, whole: bool, public: str, year: int | None, **_rest: Any
    ) -> None:
        if public:
            return self._public(_where(to), public, city, year or timezone.localdate().year - 1)
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

    def _public(self, lake: str, to: str, region: str, year: int) -> None:
        from dampingi.insight.lake.public import publish_public
        from dampingi.insight.lake.stores import store_at

        store = store_at(lake)
        told = publish_public(
            HERE,
            store=store,
            engine=_duckdb(store),
            to=store_at(to),
            year=year,
            region=region,
        )
        self.stdout.write(
            _("%(n)s angka kabupaten/kota tahun %(year)d ditulis di %(where)s.")
            % {"n": formats.number(told), "year": year, "where": to}
        )

    def _query(self, *, indicator: str, by: str, start: datetime.date | None, until: datetime.date | None, region: str, lake: str, engine: str,
               json: bool, **_rest: Any) -> None:  # fmt: skip
        from dampingi.insight.lake.asking import ask
        from dampingi.insight.lake.stores import store_at

        until = until or timezone.localdate()
        period = Period(start or datetime.date(until.year, 1, 1), until)
        grouping = tuple(filter(None, by.split(",")))
        store = store_at(_where(lake))
        found = ask(
            HERE,
            [indicator],
            grouping,
            store=store,
            engine=ENGINES[engine](store),
            period=period,
            region=region,
        )
        self.stdout.write(shown.as_json(found, indicator) if json else shown.as_text(found, indicator))

    def _extract(self, *, to: str, **_rest: Any) -> None:
        from dampingi.insight.lake.extracts import publish_extract

        made = publish_extract(by=HERE, to=to)
        self.stdout.write(
            _(
                "%(rows)s usaha sebagai token di %(where)s, ekstrak ke-%(seq)d. Hanya untuk penaut di provinsi."
            )
            % {"rows": formats.number(made.rows), "where": made.target, "seq": made.seq}
        )

    def _link(self, *, sources: list[str], to: str, engine: str, **_rest: Any) -> None:
        from dampingi.insight.lake.linking import link_extracts

        for name, pairs in link_extracts(by=HERE, sources=sources, to=to, engine=engine).items():
            self.stdout.write(
                _(
                    "%(n)s pasangan di %(file)s. Serahkan hanya kepada kantor itu, yang membacanya dengan: dampingi lake known %(file)s"
                )
                % {"n": formats.number(pairs), "file": f"{to.rstrip('/')}/{name}"}
            )

    def _known(self, *, file: str, **_rest: Any) -> None:
        from dampingi.insight.lake.linking import known_elsewhere, told_of

        found = known_elsewhere(by=HERE, told=_text(file))
        for business, line in found:
            self.stdout.write(told_of(business, line))
        self.stdout.write(
            _(
                "Hubungi kantor di kota itu tentang tiap usaha sebelum mengubah apa pun; tidak ada yang digabung dengan sendirinya."
            )
            if found
            else _("Tidak ada usaha kantor ini yang tampaknya tercatat di kota lain.")
        )


def _linkage(ways: Any) -> None:
    extract = ways.add_parser(
        "extract", help="every business as tokens under the province's key, for linking across cities"
    )
    extract.add_argument("--to", required=True, metavar="FOLDER|s3://BUCKET/PREFIX")
    link = ways.add_parser("link", help="which businesses of several extracts are probably one")
    link.add_argument("--from", dest="sources", nargs="+", required=True, metavar="FOLDER|s3://BUCKET/PREFIX")
    link.add_argument(
        "--to", required=True, metavar="FOLDER|s3://BUCKET/PREFIX", help="a file for each office"
    )
    link.add_argument("--engine", choices=ENGINES, default="duckdb")
    known = ways.add_parser("known", help="the office's own businesses in the file that `link` wrote for it")
    known.add_argument("file", metavar="FILE")


def _text(file: str) -> str:
    """Raises Refused."""
    try:
        return Path(file).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as why:
        raise Refused(
            _("Berkas %(file)s tidak dapat dibaca: %(why)s. Periksa namanya.") % {"file": file, "why": why}
        ) from None


def _where(told: str) -> str:
    """Raises Refused."""
    where = told or settings.LAKE
    if not where:
        raise Refused(_("Sebutkan tempatnya: --to FOLDER atau s3://EMBER/AWALAN, atau pasang DAMPINGI_LAKE."))
    return where
