"""The main menu is a registry: what joins the apps (pages) fills it when Django starts."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.urls import NoReverseMatch, reverse


@dataclass(frozen=True)
class Item:
    """A door in the menu. `first` items stand in the bar of a phone; `shown`, `badge` and `daily` take the actor.

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


def links(actor: Any, path: str) -> list[Link]:
    """What this actor may open, daily doors first, then in the order of registration, with the longest matching one current."""
    found = [(address(item.route), _group(item, actor), item) for item in _items if item.shown(actor)]
    found = sorted((each for each in found if each[0]), key=lambda each: bool(each[1]))
    nearest = max(((_near(path, href, item), href) for href, _, item in found), default=(0, ""))
    return [
        Link(
            href,
            item.label,
            item.short or item.label,
            item.icon,
            group,
            nearest == (_near(path, href, item), href) and nearest[0] > 0,
            item.badge(actor) if item.badge else 0,
            item.first,
        )
        for href, group, item in found
    ]


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
