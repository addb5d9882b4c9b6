"""What a view declares of a list; `lists` answers with it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from dampingi.foundation.ui.columns import Column
from dampingi.foundation.ui.paging import Ranking


@dataclass(frozen=True)
class Filter:
    """A choice of one value. `options` gives (value, words) pairs; `apply` narrows, by default `field = value`."""

    key: str
    label: str
    options: Callable[[], Iterable[tuple[str, str]]]
    apply: Callable[[Any, str], Any] | None = None
    field: str = ""
    aside: bool = False
    """Seldom used: shown when asked for."""

    def narrow(self, queryset: Any, value: str) -> Any:
        return (
            self.apply(queryset, value) if self.apply else queryset.filter(**{self.field or self.key: value})
        )


@dataclass(frozen=True)
class Pick:
    """Something to do with ticked rows, at an address; `label` says it, `short` for all that match."""

    address: str
    label: str
    short: str
    icon: str = "check"


@dataclass(frozen=True)
class ListOf:
    """`order` is the key it starts sorted by ('-key' for descending); `ties` are fields that settle equal rows.

    `ranking(text, chosen)` searches instead of `search` and sorts by how well rows fit. `keys_first` is for long tables: a page's
    keys come from an index that holds all it sorts and filters by, and only then its rows.
    """

    name: str
    noun: str
    columns: tuple[Column, ...]
    order: str
    ties: tuple[str, ...] = ()
    filters: tuple[Filter, ...] = ()
    search: tuple[str, ...] | Callable[[Any, str], Any] = ()
    ranking: Callable[[str, dict[str, str]], Ranking] | None = None
    search_label: str = ""
    keys_first: bool = False
    shown: Callable[[Any], Any] | None = None
    """With what the rows of a page or workbook are read, once it is known which: fewer fields, or more that is told of each."""
    picks: tuple[Pick, ...] = ()
    """What rows are picked for: each gets a box to tick, and all that match can be meant."""
    per_page: int = 50
    enrich: Callable[[list[Any]], None] | None = None
