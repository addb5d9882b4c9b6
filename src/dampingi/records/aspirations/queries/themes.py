import uuid
from typing import Any

from dampingi.engines.themes import Suggestion, alike, suggested
from dampingi.foundation.definitions import choices
from dampingi.records.aspirations.models import Aspiration, ThemeEdition
from dampingi.records.aspirations.themes import shipped

MOST_COMPARED = 2000
"""Wishes of an office that are compared in memory, the latest first."""


def edition_of(region: str) -> ThemeEdition | None:
    return _editions(region).order_by("-number").first()


def editions(region: str) -> list[ThemeEdition]:
    return list(_editions(region).order_by("-number"))


def themes_of(region: str) -> list[dict[str, Any]]:
    """Of the office of that region; the shipped ones until it publishes its own."""
    last = edition_of(region)
    return last.rows if last else shipped()


def codes_used(region: str) -> set[str]:
    return {row["code"] for rows in _editions(region).values_list("rows", flat=True) for row in rows}


def names_of(region: str) -> dict[str, str]:
    """code -> name, also of themes that an edition has left out: the latest name of each, the themes of today first."""
    last = edition_of(region)
    if last is None:
        return choices("aspiration_themes")
    found = {row["code"]: row["name"] for row in last.rows}
    for rows in [shipped(), *_editions(region).order_by("number").values_list("rows", flat=True)]:
        found |= {row["code"]: row["name"] for row in rows if row["code"] not in found}
    return found


def suggestions(region: str, text: str) -> list[Suggestion]:
    return suggested(text, {row["code"]: row["words"] for row in themes_of(region)})


def likely_same(row: Aspiration, seen: Any) -> list[tuple[Aspiration, int, tuple[str, ...]]]:
    """(another wish among `seen`, percent of words in common, those words), the most alike first."""
    others = seen.filter(programme=row.programme_id, joins=None).exclude(id=row.id)
    rows: dict[uuid.UUID, Aspiration] = {each.id: each for each in others.order_by("-at")[:MOST_COMPARED]}
    found = alike(row.text, {id: each.text for id, each in rows.items()})[:5]
    return [(rows[each.key], round(each.share * 100), each.because) for each in found]


def _editions(region: str) -> Any:
    return ThemeEdition.objects.unscoped("themes are no secret; the caller knows the office").filter(
        region=region
    )
