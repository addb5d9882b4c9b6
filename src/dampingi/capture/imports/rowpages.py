"""The rows of a checked sheet by what becomes of them: kept sealed in pages when it is checked, opened a page at a time."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dampingi.capture.imports.findings import SEAL
from dampingi.capture.imports.labels import label
from dampingi.capture.imports.models import Import, ImportedRow, RowPage
from dampingi.capture.imports.plans import Plan
from dampingi.foundation.batches import insert_many
from dampingi.foundation.rows import new_ids
from dampingi.foundation.ui.columns import Column

PER_PAGE = 50
OUTCOMES = {
    "accepted": lazy("Baru"),
    "changed": lazy("Memperbarui"),
    "on_record": lazy("Sudah tercatat"),
    "repeated": lazy("Berulang di berkas"),
    "problem": lazy("Berkendala"),
}
CELLS = {
    Import.Kind.BUSINESSES: ("business_name", "owner_name", "kelurahan"),
    Import.Kind.PARTICIPANTS: ("owner_name", "business_name", "kelurahan"),
    Import.Kind.VISITS: ("participant", "date", "topic"),
    Import.Kind.COOPERATIVES: ("cooperative_name", "registration", "kelurahan"),
}
PAGES = {"business": "business", "cooperative": "cooperative", "book_year": "cooperative"}
"""What a row became -> the route of its page; a book year stands on its cooperative's."""
SHEET, ROW = 0, 1


def outcomes(plan: Plan) -> dict[str, list[int]]:
    """Positions in the table, as `summaries.counts` counts them."""
    reading, changed = plan.reading, {d.at for d in plan.edition.differences}
    return {
        "accepted": reading.accepted,
        "changed": sorted(changed),
        "on_record": [at for at, first in reading.repeats.items() if first < 0 and at not in changed],
        "repeated": [at for at, first in reading.repeats.items() if first >= 0],
        "problem": sorted(reading.refused),
    }


def keep_pages(sheet: Import, plan: Plan) -> None:
    """In place of those of an earlier check."""
    sheet.pages.all().delete()
    insert_many(RowPage, ("id", "made_by", "outcome", "number", "sealed"), _pages(sheet, plan))


def _pages(sheet: Import, plan: Plan) -> Iterator[tuple[Any, ...]]:
    table, repeats = plan.reading.table, plan.reading.repeats
    columns = (table.sheets, table.rows, *(table.column(key) for key in CELLS[Import.Kind(plan.kind)]))
    rows = list(zip(*columns, strict=True))
    for outcome, positions in outcomes(plan).items():
        starts = range(0, len(positions), PER_PAGE)
        for number, (id, start) in enumerate(zip(new_ids(len(starts)), starts, strict=True)):
            page = [
                (*rows[at], _first(table, repeats.get(at, -1))) for at in positions[start : start + PER_PAGE]
            ]
            sealed = SEAL.close(json.dumps(page, ensure_ascii=False, default=str).encode())
            yield id, sheet.id, outcome, number, sealed


def _first(table: Any, at: int) -> list[Any] | None:
    """Where the row stands that this one repeats in the file."""
    return [table.sheets[at], table.rows[at]] if at >= 0 else None


@dataclass
class RowsShown:
    """One outcome's rows as a person asked for them: `params` is the query string. Serves `c-tabs` and `c-pagination`."""

    sheet: Import
    params: Any

    @cached_property
    def outcome(self) -> str:
        said = self.params.get("jadi", "")
        return said if said in OUTCOMES else "accepted"

    @cached_property
    def text(self) -> str:
        return self.params.get("cari", "").replace("\0", "").strip()[:200]

    @property
    def noun(self) -> str:
        return _("baris")

    @property
    def tabs(self) -> list[dict[str, Any]]:
        told = self.sheet.summary["rows"]
        return [
            {
                "href": f"?jadi={key}",
                "label": words,
                "count": told.get(key, 0),
                "current": key == self.outcome,
            }
            for key, words in OUTCOMES.items()
        ]

    @cached_property
    def found(self) -> list[list[Any]] | None:
        """The rows searched for; None where nothing is, so that only one page need be opened."""
        if not self.text:
            return None
        wanted = self.text.lower()
        return [r for r in self.every() if any(wanted in str(cell or "").lower() for cell in r[ROW + 1 : -1])]

    @cached_property
    def count(self) -> int:
        return len(self.found) if self.found is not None else self.sheet.summary["rows"].get(self.outcome, 0)

    @cached_property
    def page(self) -> Page[Any]:
        return Paginator(range(self.count), PER_PAGE).get_page(self.params.get("hal", 1))

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        start = PER_PAGE * (self.page.number - 1)
        if self.found is not None:
            rows = self.found[start : start + PER_PAGE]
        else:
            rows = [r for page in self._kept().filter(number=self.page.number - 1) for r in _opened(page)]
        subjects = self._subjects(rows)
        return [
            {"sheet": r[SHEET], "row": r[ROW], "cells": list(zip(self.labels, r[ROW + 1 : -1], strict=True)),
             "first": r[-1], "href": subjects.get((r[SHEET][:31], r[ROW]))}
            for r in rows
        ]  # fmt: skip

    def every(self) -> Iterator[list[Any]]:
        for page in self._kept().order_by("number").iterator():
            yield from _opened(page)

    @property
    def labels(self) -> list[str]:
        return [label(key) for key in CELLS[Import.Kind(self.sheet.kind)]]

    @property
    def columns(self) -> list[Column]:
        """For the workbook."""
        return [
            Column("sheet", _("Lembar")),
            Column("row", _("Baris"), kind="number"),
            *(Column(x, x) for x in self.labels),
        ]

    @property
    def pages(self) -> list[dict[str, Any]]:
        shown = self.page.paginator.get_elided_page_range(self.page.number, on_each_side=1, on_ends=1)
        return [
            {
                "number": n,
                "href": self.address(hal=n) if isinstance(n, int) else "",
                "current": n == self.page.number,
            }
            for n in shown
        ]

    @property
    def previous(self) -> str:
        return self.address(hal=self.page.number - 1) if self.page.has_previous() else ""

    @property
    def next(self) -> str:
        return self.address(hal=self.page.number + 1) if self.page.has_next() else ""

    def address(self, **more: Any) -> str:
        told = {"jadi": self.outcome, **({"cari": self.text} if self.text else {}), **more}
        return f"?{urlencode(told)}"

    @property
    def export_address(self) -> str:
        return self.address(unduh=1)

    def _kept(self) -> Any:
        return self.sheet.pages.filter(outcome=self.outcome)

    def _subjects(self, rows: list[list[Any]]) -> dict[tuple[str, int], Any]:
        """{(sheet, row): the page of what it became}, once the list is recorded."""
        kept = ImportedRow.objects.filter(
            made_by=self.sheet, subject_kind__in=PAGES, row__in=[r[ROW] for r in rows]
        )
        told = kept.values_list("sheet", "row", "subject_kind", "subject_id") if rows else ()
        return {(name, row): reverse(PAGES[kind], args=[id]) for name, row, kind, id in told}


def _opened(page: RowPage) -> list[list[Any]]:
    told: list[list[Any]] = json.loads(SEAL.open(bytes(page.sealed)))
    return told
