from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.errors import Refused
from dampingi.outcomes.reports.actions import city_report, format_of
from dampingi.records.programmes.queries import programme_by_code


class Command(BaseCommand):
    help = "Writes the report of a programme: `report --programme WUB-2026 --out laporan.pdf` (or .xlsx)."

    def add_arguments(self, parser):
        parser.add_argument("--programme", required=True, metavar="CODE")
        parser.add_argument(
            "--region", default="", metavar="CODE", help="a part of the programme's region, e.g. 32.76.05"
        )
        parser.add_argument("--number", default="", help="the letter's number, if it already has one")
        parser.add_argument("--out", required=True, type=Path, metavar="FILE.pdf|FILE.xlsx")

    def handle(self, *, programme, region, number, out, **options):
        try:
            format_of(out)
            made = city_report(
                by=Actor.for_system("report command"),
                programme=programme_by_code(programme),
                region=region,
                number=number,
                out=out,
            )
        except Refused as refusal:
            raise CommandError(refusal.message) from refusal
        except OSError as fault:
            raise CommandError(f"{out}: {fault.strerror}") from fault
        self.stdout.write(
            f"{out}: {made.document.title}, {len(made.data['figures'])} angka, kode {made.document.code}"
        )
