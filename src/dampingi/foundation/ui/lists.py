"""The one mechanism of every list: declared columns, filters and search; state in the URL; export of exactly what is shown.

A view declares a `ListOf` once and answers with `respond(request, LIST, queryset, template)`. The queryset comes scoped.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import IO, Any
from urllib.parse import urlencode

from django.core.paginator import EmptyPage, Page, PageNotAnInteger, Paginator
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.ui import sheets, texts
from dampingi.foundation.ui.columns import Cell, Column, cell
from dampingi.foundation.ui.declared import Filter, ListOf, Pick
from dampingi.foundation.ui.paging import KeysFirst, Ranked, Ranking, Rows

__all__ = ["Column", "Filter", "ListOf", "Listing", "Pick", "Ranking", "Rows", "respond"]

SEARCH, SORT, PAGE, EXPORT = "cari", "urut", "hal", "unduh"
RELEVANCE = "cocok"
WORKBOOK, TEXT = FORMATS = ("xlsx", "csv")
LONG = 20_000
"""Rows above which a list is offered as text as well: other programs read it, and it begins at once."""


@dataclass
class Listing:
    """A list as one person asked for it: `params` is the query string, which holds its whole state."""

    spec: ListOf
    queryset: Any
    params: Mapping[str, str]
    extra: dict[str, str] = field(default_factory=dict)

    @cached_property
    def text(self) -> str:
        if not self.searchable:
            return ""
        return self.params.get(SEARCH, "").replace("\0", "").strip()[:200]

    @cached_property
    def chosen(self) -> dict[str, tuple[Filter, str, str]]:
        """Filter key -> (filter, value, words); values that are no option are ignored."""
        found = {}
        for each in self.spec.filters:
            value = self.params.get(each.key, "")
            words = dict(each.options()).get(value) if value else None
            if words is not None:
                found[each.key] = (each, value, str(words))
        return found

    @cached_property
    def sorting(self) -> str:
        asked = self.params.get(SORT, "")
        known = {column.key for column in self.spec.columns if column.sort}
        usual = RELEVANCE if self.ranking else self.spec.order
        return asked if asked.lstrip("-") in known else usual

    @cached_property
    def ranking(self) -> Ranking | None:
        if not self.text or not self.spec.ranking:
            return None
        return self.spec.ranking(self.text, {key: value for key, (_f, value, _w) in self.chosen.items()})

    @cached_property
    def matching(self) -> Any:
        """The rows that are filtered and searched for, in no order: what a count, a map or a chart is made from."""
        if self.ranking:
            return self._filtered.filter(pk__in=self.ranking.order)
        return self._searched(self._filtered) if self.text else self._filtered

    @cached_property
    def _filtered(self) -> Any:
        rows = self.queryset
        for each, value, _words in self.chosen.values():
            rows = each.narrow(rows, value)
        return rows

    @cached_property
    def found(self) -> Any:
        if self.ranking and self.sorting == RELEVANCE:
            ranking = self.ranking
            return Ranked(
                self._filtered, ranking.order, shown=self._told(self.queryset), settled=ranking.settled
            )
        rows = self.matching
        if not self.spec.keys_first:
            return self._told(rows.order_by(*self._ordering()))
        shown = partial(self._told, self.queryset)
        return KeysFirst(rows.order_by(*self._plain_ordering()), shown, self._nullable)

    def _told(self, rows: Any) -> Any:
        return self.spec.shown(rows) if self.spec.shown else rows

    @cached_property
    def page(self) -> Page:
        pages = Paginator(self.found, self.spec.per_page)
        try:
            page = pages.page(self.params.get(PAGE, 1))
        except PageNotAnInteger:
            page = pages.page(1)
        except EmptyPage:
            page = pages.page(pages.num_pages)
        page.object_list = self._enriched(list(page.object_list))
        return page

    @property
    def count(self) -> int:
        return self.page.paginator.count

    @property
    def searchable(self) -> bool:
        """Asked of the listing because a template would call a search that is a function."""
        return bool(self.spec.search or self.spec.ranking)

    @property
    def suggestions(self) -> list[dict[str, str]]:
        """Other words to search by, each with its address; none while something was found."""
        told = self.ranking.suggestions if self.ranking else ()
        return [{"words": words, "href": self.address(cari=words, hal=None)} for words in told]

    @property
    def narrowed(self) -> bool:
        return bool(self.text or self.chosen)

    def rows(self) -> Iterator[list[Cell]]:
        for row in self.page.object_list:
            yield [cell(column, row) for column in self.spec.columns]

    def picked_rows(self) -> Iterator[tuple[str, list[Cell]]]:
        """(what a tick stands for, cells)."""
        for row, cells in zip(self.page.object_list, self.rows(), strict=True):
            yield str(row.pk), cells

    def picks(self) -> list[dict[str, Any]]:
        """Each way, with the address at which all that match are meant."""
        whole = self.address(**{PAGE: None, SORT: None})
        return [{"pick": pick, "all": pick.address + whole} for pick in self.spec.picks]

    def heads(self) -> list[dict[str, Any]]:
        return [self._head(column) for column in self.spec.columns]

    def fields(self) -> list[dict[str, Any]]:
        """The filter bar: each filter with its options and the chosen one."""
        return [self._field(f) for f in self.spec.filters if not f.aside]

    def fields_aside(self) -> list[dict[str, Any]]:
        return [self._field(f) for f in self.spec.filters if f.aside]

    @property
    def aside_open(self) -> bool:
        return any(f.aside for f, _value, _words in self.chosen.values())

    def _field(self, f: Filter) -> dict[str, Any]:
        value = self.chosen.get(f.key, ("", ""))[1]
        return {"key": f.key, "label": f.label, "options": f.options(), "value": value}

    def chips(self) -> list[dict[str, str]]:
        """What narrows the list now, each with the address without it."""
        chips = [
            {"label": str(each.label), "words": words, "href": self.address(**{each.key: None, PAGE: None})}
            for each, _value, words in self.chosen.values()
        ]
        if self.text:
            chips.append(
                {"label": str(_("Cari")), "words": self.text, "href": self.address(cari=None, hal=None)}
            )
        return chips

    def address(self, **changes: Any) -> str:
        kept = {key: value for key, value in self.state().items() if key not in changes}
        kept |= {key: str(value) for key, value in changes.items() if value is not None}
        return f"?{urlencode(kept)}"

    @property
    def export_address(self) -> str:
        return self.address(**{EXPORT: WORKBOOK, PAGE: None})

    @property
    def text_address(self) -> str:
        """'' of a list that a workbook serves well."""
        return self.address(**{EXPORT: TEXT, PAGE: None}) if self.count > LONG else ""

    @property
    def clear_address(self) -> str:
        return f"?{urlencode(self.extra)}"

    def hidden(self) -> dict[str, str]:
        """What a filter form must carry along beside its own fields."""
        return self.extra | ({SORT: self.params[SORT]} if self.params.get(SORT) else {})

    def pages(self) -> list[dict[str, Any]]:
        span = self.page.paginator.get_elided_page_range(self.page.number, on_each_side=1, on_ends=1)
        return [
            {
                "number": n,
                "href": self.address(hal=n) if isinstance(n, int) else "",
                "current": n == self.page.number,
            }
            for n in span
        ]

    def previous(self) -> str:
        return self.address(hal=self.page.number - 1) if self.page.has_previous() else ""

    def next(self) -> str:
        return self.address(hal=self.page.number + 1) if self.page.has_next() else ""

    def export(self, format: str, *, made_for: str) -> HttpResponseBase:
        """Every row shown, as a workbook or, line by line, as text."""
        if format == TEXT:
            return texts.download(self.spec.columns, self._all_rows(), self.spec.name)
        return sheets.download(self.workbook(made_for=made_for), self.spec.name)

    def workbook(self, *, made_for: str) -> IO[bytes]:
        conditions = [(str(chip["label"]), chip["words"]) for chip in self.chips()]
        return sheets.workbook(
            title=str(self.spec.noun),
            columns=self.spec.columns,
            rows=self._all_rows(),
            conditions=conditions,
            made_for=made_for,
        )

    def _all_rows(self) -> Iterator[list[Any]]:
        chunk: list[Any] = []
        source = self._told(self.found.rows) if isinstance(self.found, KeysFirst) else self.found
        for row in source.iterator(chunk_size=2000) if isinstance(source, QuerySet) else iter(source):
            chunk.append(row)
            if len(chunk) == 2000:
                yield from self._values(chunk)
                chunk = []
        yield from self._values(chunk)

    def _values(self, rows: list[Any]) -> Iterator[list[Any]]:
        for row in self._enriched(rows):
            yield [column.of(row) for column in self.spec.columns]

    def _enriched(self, rows: list[Any]) -> list[Any]:
        for row in rows if self.ranking else ():
            row.found_by = self.ranking.notes.get(row.pk, "")
        if self.spec.enrich and rows:
            self.spec.enrich(rows)
        return rows

    def _searched(self, rows: Any) -> Any:
        if callable(self.spec.search):
            return self.spec.search(rows, self.text)
        for word in self.text.split():
            either = Q()
            for path in self.spec.search:
                either |= Q(**{f"{path}__icontains": word})
            rows = rows.filter(either)
        return rows

    @property
    def _nullable(self) -> str:
        """The field sorted by, if it may be empty."""
        names = next(c.sort for c in self.spec.columns if c.key == self.sorting.lstrip("-"))
        nullable = {f.name for f in self.queryset.model._meta.concrete_fields if f.null}
        return next((name for name in names if name in nullable), "")

    def _plain_ordering(self) -> list[str]:
        """All one way, ties too: an index is read forwards or backwards."""
        sign = "-" if self.sorting.startswith("-") else ""
        names = next(c.sort for c in self.spec.columns if c.key == self.sorting.lstrip("-"))
        return [sign + name for name in dict.fromkeys((*names, *self.spec.ties))]

    def _ordering(self) -> list[Any]:
        down = self.sorting.startswith("-")
        column = next(c for c in self.spec.columns if c.key == self.sorting.lstrip("-"))
        ordering = [_sorted(self.queryset, name, down=down) for name in column.sort]
        return [*ordering, *(tie for tie in self.spec.ties if tie.lstrip("-") not in column.sort)]

    def _head(self, column: Column) -> dict[str, Any]:
        current = self.sorting.lstrip("-") == column.key
        down = current and self.sorting.startswith("-")
        turned = column.key if down or not current else f"-{column.key}"
        return {
            "label": column.label,
            "numeric": column.numeric,
            "href": self.address(urut=turned, hal=None) if column.sort else "",
            "sorted": ("descending" if down else "ascending") if current else "",
        }

    def state(self) -> dict[str, str]:
        keys = [each.key for each in self.spec.filters if each.key in self.chosen]
        names = [SEARCH, *keys, SORT, PAGE]
        return self.extra | {name: self.params[name] for name in names if self.params.get(name)}


def _sorted(rows: Any, name: str, *, down: bool) -> Any:
    """Nothing is said about nulls where there are none: an index serves only the order it was made in."""
    fields = rows.model._meta.concrete_fields if isinstance(rows, QuerySet) else ()
    if any(f.name == name and not f.null for f in fields):
        return f"-{name}" if down else name
    return F(name).desc(nulls_last=True) if down else F(name).asc(nulls_last=True)


def respond(
    request: HttpRequest,
    spec: ListOf,
    queryset: Any,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    keep: Iterable[str] = (),
) -> HttpResponseBase:
    """The page of a list, or its workbook when asked for. `keep` names other query parameters to carry along."""
    extra = {name: request.GET[name] for name in keep if request.GET.get(name)}
    listing = Listing(spec, queryset, request.GET, extra)
    if (format := request.GET.get(EXPORT)) in FORMATS:
        return listing.export(format, made_for=request.actor.name)
    return render(request, template, {"listing": listing} | (context or {}))
