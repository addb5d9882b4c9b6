"""The URL configuration as a list, each route with the addresses to try it at."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from dampingi.foundation.accounts.permissions import Permission

Permissions = tuple[Permission, ...] | str | None


@dataclass(frozen=True)
class Route:
    path: str
    name: str
    view: Callable[..., Any]
    arguments: tuple[str, ...]

    @property
    def permissions(self) -> Permissions:
        """`public`, `logged in`, `phone` (logged in, by a registered device), permissions of which one is needed, or None: undeclared."""
        return getattr(self.view, "permissions", None)

    def at(self, **arguments: Any) -> str:
        return reverse(self.name, kwargs=arguments)

    def __str__(self) -> str:
        return f"/{self.path}"


def routes() -> list[Route]:
    return list(_walk(get_resolver().url_patterns, "", "", ()))


def _walk(
    patterns: list[URLPattern | URLResolver], before: str, space: str, names: tuple[str, ...]
) -> Iterator[Route]:
    for pattern in patterns:
        path = before + str(pattern.pattern)
        arguments = (*names, *pattern.pattern.converters)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _walk(pattern.url_patterns, path, inner, arguments)
        else:
            yield Route(path, space + pattern.name if pattern.name else "", pattern.callback, arguments)


def spread(rows: QuerySet[Any], most: int = 3) -> list[Any]:
    """A few rows of different regions where the model has one."""
    if not hasattr(rows.model, "region"):
        return list(rows[:most])
    found: dict[str, Any] = {}
    for row in rows.order_by("region", "pk")[:400]:
        found.setdefault(str(row.region), row)
    return list(found.values())[:most]
