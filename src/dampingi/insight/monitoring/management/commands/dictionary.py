from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from dampingi.insight.monitoring.dictionary import dictionary


class Command(BaseCommand):
    help = "Writes the data dictionary (every indicator and dataset, Markdown): `dictionary [--out FILE.md]`."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--out", type=Path, metavar="FILE.md", help="standard output if left out")

    def handle(self, *, out: Path | None, **options: Any) -> None:
        if out:
            out.write_text(dictionary(), encoding="utf-8")
        else:
            self.stdout.write(dictionary(), ending="")
