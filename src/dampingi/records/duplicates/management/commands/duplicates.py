"""`dampingi duplicates --region 32.76 [--json]`: search the register for businesses that are on record twice."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.regions.queries import exists
from dampingi.records.duplicates.actions import merge_certain, search_now


class Command(BaseCommand):
    help = "Search the register of a region for businesses that are on record twice, and print how many pairs were found."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--region", required=True, help="code of the region, for instance 32.76")
        parser.add_argument("--json", action="store_true", help="print the counts as JSON")

    def handle(self, *, region: str, json: bool, **options: Any) -> None:
        if not exists(region):
            raise CommandError(
                _("Wilayah %(code)s tidak dikenal. Cari kodenya: dampingi regions find NAMA")
                % {"code": region}
            )
        search = search_now(by=Actor.for_system("dampingi duplicates"), region=region, told=self._progress)
        merge_certain(search)
        self.stdout.write(
            _json(search.counts | {"search": str(search.id)}) if json else _words(search.counts)
        )

    def _progress(self, done: int, total: int, note: str) -> None:
        if sys.stderr.isatty():
            self.stderr.write(f"\r\033[K{note}", ending="")
            self.stderr.flush()


def _json(counts: dict[str, Any]) -> str:
    return json.dumps({"merged": 0, **counts}, indent=1)


def _words(counts: dict[str, Any]) -> str:
    said = _(
        "%(businesses)d usaha dibandingkan: %(pairs)d pasangan mirip, %(new)d baru, %(reopened)d dibuka kembali, "
        "%(gone)d tidak lagi mirip, %(merged)d digabungkan otomatis."
    )
    return said % {"merged": 0, **counts}
