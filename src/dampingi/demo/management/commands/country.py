import argparse
import re
import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from dampingi.foundation.errors import Refused
from dampingi.foundation.ui import formats

LARGEST = 100_000_000


class Command(BaseCommand):
    help = "Writes a synthetic country as a lake of all its cities: `country --businesses 1m --to FOLDER`."
    requires_system_checks = ()

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--businesses", type=_count, default=1_000_000, metavar="1m|10m|65m", help="how many"
        )
        parser.add_argument("--to", type=Path, required=True, metavar="FOLDER", help="a new or empty folder")
        parser.add_argument("--seed", type=int, default=1, help="another number, another invented country")
        parser.add_argument(
            "--share",
            type=_share,
            default=0.12,
            help="of the businesses that take part in the programme (default: 0.12)",
        )
        parser.add_argument(
            "--within",
            default="",
            metavar="CODE",
            help="only a province or a kabupaten/kota; the whole country if left out",
        )
        parser.add_argument("--workers", type=int, default=0, help="processes; one for each core if left out")

    def needs_database(self, _options: dict[str, Any]) -> bool:
        return False

    def handle(
        self, *, businesses: int, to: Path, seed: int, share: float, within: str, workers: int, **_rest: Any
    ) -> None:
        from dampingi.demo.country.making import make_country
        from dampingi.foundation.regions.actions import villages
        from dampingi.insight.lake.layout import described, layout

        _refuse_others(to)
        codes = villages(within=within)
        if not codes:
            raise Refused(_("Tidak ada wilayah %(code)s. Tulis kode provinsi atau kabupaten/kota, misalnya 32.76.") % {"code": within})  # fmt: skip
        columns = {name: dict(table.columns) for name, table in layout().items()}
        to.mkdir(parents=True, exist_ok=True)
        (to / "schema.json").write_bytes(described())
        began = time.monotonic()
        made = make_country(
            to, codes, businesses=businesses, share=share, seed=seed, layout=columns, workers=max(0, workers)
        )
        seconds = time.monotonic() - began
        rows, size = sum(each.rows for each in made), sum(each.bytes for each in made)
        self.stdout.write(
            _("%(cities)s kabupaten/kota, %(rows)s baris, %(size)s MB dalam %(seconds)s detik; jawaban yang benar ada di truth.json.")
            % {"cities": formats.number(len(made)), "rows": formats.number(rows), "size": formats.number(size // 10**6), "seconds": formats.number(seconds, 1)}
        )  # fmt: skip


def _refuse_others(folder: Path) -> None:
    """Never beside real editions."""
    if folder.exists() and (
        not folder.is_dir() or (any(folder.iterdir()) and not (folder / "truth.json").exists())
    ):
        raise Refused(_("%(folder)s sudah berisi sesuatu yang lain. Pilih folder baru atau kosong.") % {"folder": folder})  # fmt: skip


def _count(text: str) -> int:
    found = re.fullmatch(r"(\d{1,9})(k|m|rb|jt)?", text.strip().lower())
    number = (
        int(found[1]) * {"": 1, "k": 10**3, "rb": 10**3, "m": 10**6, "jt": 10**6}[found[2] or ""]
        if found
        else 0
    )
    if not 1 <= number <= LARGEST:
        raise argparse.ArgumentTypeError(
            f"a whole number from 1 to {LARGEST // 10**6}m, such as 1m, 10m, 65m"
        )
    return number


def _share(text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = -1
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError("a share from 0 to 1")
    return share
