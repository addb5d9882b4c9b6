"""The indicators that count in a place: as shipped, and what its office or one above it defined on screen.

Shipped ones are read once and strictly: a definition that cannot be computed stops the start, not a page. One of an office that can no
longer be computed (its dataset or column is gone) is left out here and told by `impossible`; where it replaced a shipped one,
that counts again.

Reading is cached for each process by the token of `Stamp`, which changes in the transaction that changes what counts; within a web
request the token is read once.
"""

import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib import resources
from typing import Any

import yaml
from django.utils.translation import get_language, gettext, override

from dampingi.engines.indicators import Indicator, Unclear, cycle, parse
from dampingi.foundation.regions.codes import ancestor, depth
from dampingi.insight.facts.datasets import DATASETS
from dampingi.insight.indicators.models import Stamp, Version

TEXTS = ("name", "why", "formula", "source", "unit", "limits", "target")
_token: ContextVar[list[uuid.UUID | None] | None] = ContextVar("indicators", default=None)
NEVER = uuid.UUID(int=0)


@dataclass(frozen=True)
class Impossible:
    """A version that counts, but cannot be computed any more."""

    version: Version
    why: Unclear


Left = tuple[Indicator, Unclear]


def catalogue(region: str = "") -> dict[str, Indicator]:
    """code -> definition, in their order, in the reader's language. Without a region as shipped."""
    language = get_language() or "id"
    return _counting(token(), region, language)[0] if region else _told(language)


def impossible(region: str) -> list[Impossible]:
    """Also composites of which a part no longer counts."""
    stamp = token()
    found = [told for told in _nearest(stamp, region).values() if isinstance(told, Impossible)]
    for i, why in _counting(stamp, region, get_language() or "id")[1]:
        found.append(Impossible(Version.objects.get(region=i.owner, code=i.code, number=i.number), why))
    return found


@lru_cache(maxsize=256)
def _counting(stamp: uuid.UUID, region: str, language: str) -> tuple[dict[str, Indicator], list[Left]]:
    own = {code: i for code, i in _nearest(stamp, region).items() if isinstance(i, Indicator)}
    both, left = _told(language) | own, []
    while lacking := _lacking(both):
        left += lacking
        both = {code: i for code, i in both.items() if code not in {told.code for told, _why in lacking}}
    return dict(sorted(both.items(), key=lambda item: (item[1].order, item[0]))), left


def _lacking(counting: Mapping[str, Indicator]) -> list[Left]:
    found = [(i, unfit(i, counting)) for i in counting.values() if i.parts]
    return [(i, why) for i, why in found if why]


def unfit(said: Indicator, counting: Mapping[str, Indicator]) -> Unclear | None:
    """Why a composite cannot be made of what counts: a part is gone, cannot be broken down alike, or leads back to it."""
    for part in said.parts:
        held = counting.get(part.indicator)
        if held is None and part.indicator != said.code:
            return Unclear(said.code, "parts", "names what does not count", "no_part", text=part.indicator)
        for name in said.groupings:
            if held and name not in held.groupings:
                return Unclear(
                    said.code,
                    "groupings",
                    "are not all those of its parts",
                    "part_without",
                    text=name,
                    known=held.name,
                )
    way = cycle(said.code, {i.code: [p.indicator for p in i.parts] for i in [*counting.values(), said]})
    return Unclear(said.code, "parts", "leads back to itself", "cycle", text=" → ".join(way)) if way else None


@lru_cache(maxsize=256)
def _nearest(stamp: uuid.UUID, region: str) -> dict[str, Indicator | Impossible]:
    """What offices say: the region's own before those it lies in."""
    found: dict[str, Indicator | Impossible] = {}
    for at in range(1, depth(region) + 1):
        found |= _of_offices(stamp).get(ancestor(region, at), {})
    return found


@lru_cache(maxsize=2)
def _of_offices(stamp: uuid.UUID) -> dict[str, dict[str, Indicator | Impossible]]:
    found: dict[str, dict[str, Indicator | Impossible]] = {}
    if stamp == NEVER:
        return found
    counting: dict[tuple[str, str], Version] = {}
    for version in Version.objects.exclude(region="").select_related("retirement").order_by("number"):
        counting[version.region, version.code] = version
    for (region, code), version in counting.items():
        if not hasattr(version, "retirement"):
            found.setdefault(region, {})[code] = read(version)
    return found


def read(version: Version) -> Indicator | Impossible:
    try:
        return replace(parse(version.body, DATASETS), number=version.number, owner=version.region)
    except Unclear as unclear:
        return Impossible(version, unclear)


def standing(version: Version) -> Indicator | Impossible:
    """As `read`; of a composite also whether its parts still count with its owner."""
    found = read(version)
    why = unfit(found, catalogue(version.region)) if isinstance(found, Indicator) and found.parts else None
    return Impossible(version, why) if why else found


@cache
def _told(language: str) -> dict[str, Indicator]:
    """The hash stays that of the source: a translation changes no figure."""
    with override(language):
        return {
            code: replace(i, **{text: gettext(getattr(i, text)) for text in TEXTS if getattr(i, text)})
            for code, i in _source().items()
        }


@cache
def _source() -> dict[str, Indicator]:
    """Raises engines.indicators.Unclear."""
    found = [parse(body, DATASETS) for body in bodies()]
    return {i.code: i for i in sorted(found, key=lambda i: (i.order, i.code))}


@cache
def bodies() -> tuple[Mapping[str, Any], ...]:
    """The definitions as shipped. Do not change what it returns."""
    folder = resources.files("dampingi") / "definitions" / "indicators"
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".yaml")), key=lambda f: f.name)
    return tuple(yaml.safe_load(f.read_text("utf-8")) for f in files)


def token() -> uuid.UUID:
    """What the cache stands on: read once a request, elsewhere each time it is asked."""
    kept = _token.get()
    if kept is None:
        return _read_token()
    if not kept:
        kept.append(_read_token())
    return kept[0] or NEVER


def _read_token() -> uuid.UUID:
    return Stamp.objects.values_list("token", flat=True).first() or NEVER


def changed() -> None:
    """Within the transaction that changed what counts. A random token is never that of what was rolled back."""
    Stamp.objects.update_or_create(id=1, defaults={"token": uuid.uuid4()})
    kept = _token.get()
    if kept is not None:
        kept.clear()


@contextmanager
def one_reading() -> Iterator[None]:
    """The token is asked for once meanwhile."""
    before = _token.set([])
    try:
        yield
    finally:
        _token.reset(before)
