import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.kbli.actions import load_publication, undo_publication
from dampingi.foundation.kbli.queries import EDITIONS, change, search
from dampingi.foundation.kbli.reading import LARGEST
from dampingi.foundation.kbli.words import CHANGES

HERE = Actor.for_system("command kbli")


class Command(BaseCommand):
    help = 'KBLI codes: `kbli search "jual gorengan"`; `kbli load FILE.csv --edition 2025`; `kbli undo --edition 2025`.'

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_subparsers(dest="what", required=True)
        find = what.add_parser("search", help="codes for what a business does, in everyday words")
        find.add_argument("words", nargs="+")
        find.add_argument("--edition", choices=EDITIONS, default="2020")
        find.add_argument("--json", action="store_true")
        load = what.add_parser("load", help="a full official list as CSV with the columns kode and judul")
        load.add_argument("file", type=Path)
        load.add_argument("--edition", choices=EDITIONS, required=True)
        undo = what.add_parser("undo", help="take the newest list of an edition back")
        undo.add_argument("--edition", choices=EDITIONS, required=True)

    def handle(self, *, what: str, **options: Any) -> None:
        getattr(self, f"_{what}")(**options)

    def _search(self, *, words: list[str], edition: str, json: bool, **_options: Any) -> None:
        found = search(" ".join(words), edition=edition, limit=10)
        if json:
            self._print(
                [{"code": h.code, "title": h.title, "score": round(h.score, 3), "by": h.by} for h in found]
            )
            return
        if not found:
            raise CommandError(
                _(
                    "Tidak ada kode yang cocok. Coba kata lain, atau muat daftar lengkapnya: dampingi kbli load"
                )
            )
        for hit in found:
            told = f"  [{CHANGES[change(hit.code)][1]}]" if edition == "2020" else ""
            self.stdout.write(f"{hit.code}  {hit.title}{told}")

    def _print(self, found: list[dict[str, Any]]) -> None:
        self.stdout.write(json.dumps(found, ensure_ascii=False, indent=1))

    def _load(self, *, file: Path, edition: str, **_options: Any) -> None:
        if not file.is_file():
            raise CommandError(
                _("Berkas %(name)s tidak ditemukan. Periksa nama dan foldernya.") % {"name": file}
            )
        with file.open("rb") as opened:
            content = opened.read(LARGEST + 1)
        made = load_publication(by=HERE, edition=edition, content=content, file_name=file.name)
        words = {"count": made.count, "edition": made.edition, "n": made.version}
        self.stdout.write(_("%(count)s kode KBLI %(edition)s dipakai sebagai versi %(n)s.") % words)

    def _undo(self, *, edition: str, **_options: Any) -> None:
        undone = undo_publication(by=HERE, edition=edition)
        self.stdout.write(_("Versi %(n)s dibatalkan.") % {"n": undone.version})
