"""The main menu is a registry: what joins the apps (pages) fills it when Django starts.

It stands on every page and is drawn once for all who hold the same, are behind the same door and are waited for by as much.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from typing import Any

from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language


@dataclass(frozen=True)
class Item:
    """A door in the menu. `first` items stand in the bar of a phone; `shown`, `badge` and `daily` take the actor.

    `shown` and `daily` are told what somebody holds, not who it is; `badge` is asked for each.

    For those whose `daily` door it is, it stands above the groups. Pages under the addresses of `also` belong to it too.
    """

    route: str
    label: str
    icon: str
    group: str
    shown: Callable[[Any], bool]
    badge: Callable[[Any], int] | None = None
    first: bool = False
    short: str = ""
    daily: Callable[[Any], bool] | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Link:
    href: str
    label: str
    short: str
    icon: str
    group: str
    current: bool
    badge: int
    first: bool


@dataclass(frozen=True)
class Menu:
    side: str = ""
    bottom: str = ""
    """What stands under a phone's page."""


FIRST = 4
"""So many doors stand in the bar of a phone, the rest behind its last."""
UNFOLDED = 12
"""A menu of so many doors or fewer shows them all."""


@dataclass(frozen=True)
class Group:
    name: str
    links: list[Link]
    folds: bool
    open: bool

    @property
    def badge(self) -> int:
        return sum(link.badge for link in self.links)


_items: list[Item] = []


def register(*items: Item) -> None:
    known = {item.route for item in _items}
    _items.extend(item for item in items if item.route not in known)
    _doors.cache_clear()
    _drawn.cache_clear()


def drawn(actor: Any, path: str) -> Menu:
    """What this actor may open, as it stands in a page at `path`."""
    held, language = _held(actor), get_language()
    doors = _doors(held, language)
    badges = tuple(item.badge(actor) if item.badge else 0 for _, _, item in doors)
    nearest = max(((_near(path, href, item), href) for href, _, item in doors), default=(0, ""))
    return _drawn(held, language, nearest[1] if nearest[0] else "", badges)


def open_to(actor: Any) -> frozenset[str]:
    """The addresses in this actor's menu."""
    return frozenset(href for href, _, _ in _doors(_held(actor), get_language()))


_SOMEBODY = uuid.UUID(int=0)


def _held(actor: Any) -> Any:
    return replace(actor, user_id=actor.user_id and _SOMEBODY, label="", name="")


@lru_cache(maxsize=256)
def _doors(held: Any, language: str | None) -> list[tuple[str, str, Item]]:
    """(address, group, item): daily doors first, then in the order of registration."""
    found = [(address(item.route), _group(item, held), item) for item in _items if item.shown(held)]
    return sorted(
        ((href, group, item) for href, group, item in found if href), key=lambda each: bool(each[1])
    )


@lru_cache(maxsize=512)
def _drawn(held: Any, language: str | None, current: str, badges: tuple[int, ...]) -> Menu:
    found = [
        Link(
            href,
            str(item.label),
            str(item.short or item.label),
            item.icon,
            group,
            href == current,
            badge,
            item.first,
        )
        for (href, group, item), badge in zip(_doors(held, language), badges, strict=True)
    ]
    if not found:
        return Menu()
    first = [link for link in found if link.first][:FIRST]
    rest = [link for link in found if link not in first]
    return Menu(
        render_to_string("ui/side.html", {"groups": grouped(found)}),
        render_to_string("ui/bottom.html", {"first": first, "rest": grouped(rest)}),
    )


def grouped(found: list[Link]) -> list[Group]:
    """Groups in the order of registration. A long menu folds: only the group one is in is open, or the first on the way in.
    A single door needs no folding."""
    told = [(name, list(links)) for name, links in groupby(found, key=lambda link: link.group)]
    folds = len(found) > UNFOLDED
    inside = next((name for name, links in told if any(link.current for link in links)), "")
    opened = inside or next((name for name, _links in told if name), "")
    return [
        Group(name, links, bool(name) and folds and len(links) > 1, name == opened or not folds)
        for name, links in told
    ]


def _group(item: Item, actor: Any) -> str:
    return "" if item.daily and item.daily(actor) else str(item.group)


def address(route: str) -> str | None:
    try:
        return reverse(route)
    except NoReverseMatch:
        return None


def _near(path: str, href: str, item: Item) -> int:
    """How much of the path is this door's; 0 where the page is not behind it."""
    return max((len(each) for each in (href, *item.also) if _inside(path, each)), default=0)


def _inside(path: str, href: str) -> bool:
    return path == href or (href != "/" and path.startswith(href))
