"""Figures with the short address that leads from paper to their rows."""

from dataclasses import dataclass
from typing import Any

from dampingi.outcomes.reports.ledger import Ledger
from dampingi.outcomes.reports.words import written


@dataclass(frozen=True)
class Doors:
    """`site` and `code` make the address: <site>/laporan/<code>/angka/<no>/."""

    ledger: Ledger
    site: str
    code: str

    def address(self, no: int) -> str:
        return f"{self.site}/laporan/{self.code}/angka/{no}/"

    def cell(self, no: int | None, *, state: bool = False) -> dict[str, Any] | None:
        if no is None:
            return None
        figure = self.ledger[no]
        return {
            "text": written(figure),
            "no": no,
            "href": self.address(no),
            "state": figure.state if state else "",
            "label": figure.name,
        }

    def cells(self, numbers: list[int | None], *, state: bool = False) -> list[dict[str, Any] | None]:
        return [self.cell(no, state=state) for no in numbers]

    @staticmethod
    def trace(numbers: list[int | None]) -> str:
        """The figures of a row, as their numbers: `41–47`."""
        known = sorted(no for no in numbers if no)
        if not known:
            return ""
        return str(known[0]) if len(known) == 1 else f"{known[0]}–{known[-1]}"
