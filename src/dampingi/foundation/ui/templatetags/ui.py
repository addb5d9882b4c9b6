"""Filters and tags every template has without loading them."""

from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from dampingi.foundation.accounts.permissions import ROLE_NAMES
from dampingi.foundation.ui import assets, formats, tilemap
from dampingi.foundation.ui.states import State

register = template.Library()


register.filter("drawn", tilemap.drawn)


@register.filter
def silent(groups: list[tilemap.Group]) -> int:
    """How many groups of a tile map are not drawn."""
    return len(groups) - len(tilemap.drawn(groups))


@register.filter
def angka(value: object, decimals: int | None = None) -> str:
    return formats.number(value, decimals)


@register.filter
def rupiah(value: object) -> str:
    return formats.money(value)


@register.filter
def persen(value: object, decimals: int = 1) -> str:
    return formats.percent(value, decimals)


@register.filter
def basis(value: object) -> str:
    return formats.basis(value)


@register.filter
def tanggal(value: date | None) -> str:
    return formats.day(value)


@register.filter
def tanggal_pendek(value: date | None) -> str:
    return formats.short_day(value)


@register.filter
def bulan(value: date | None) -> str:
    return formats.month(value)


@register.filter
def waktu(value: datetime | None, zone: str | None = None) -> str:
    return formats.moment(value, zone)


@register.filter
def rentang(start: date | None, end: date | None) -> str:
    return formats.span(start, end)


@register.filter
def state_label(value: str) -> str:
    return State(value or "none").label


@register.filter
def item(mapping: Any, key: Any) -> Any:
    return mapping.get(key) if mapping else None


@register.simple_tag
def icon(name: str) -> SafeString:
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        asset_url("svg"),
        name,
    )


@register.simple_tag
def asset_url(kind: str) -> str:
    return _address(assets.asset(kind).name)


@lru_cache(maxsize=16)
def _address(name: str) -> str:
    """Asked for by every icon of a page, more than a hundred times."""
    return reverse("ui:asset", args=[name])


@register.filter
def initials(name: str) -> str:
    words = [word for word in str(name).split() if word[:1].isalpha()]
    return "".join(word[0] for word in words[:2]).upper() or "?"


@register.filter
def roles(actor: Any) -> str:
    return ", ".join(dict.fromkeys(str(ROLE_NAMES[grant.role]) for grant in actor.held)) if actor else ""


@register.filter
def widget_kind(bound: Any) -> str:
    """What the field component needs to know of a widget: checkbox, choices, file or input."""
    name = type(bound.field.widget).__name__ if bound else ""
    kinds = {"CheckboxInput": "checkbox", "RadioSelect": "choices", "CheckboxSelectMultiple": "choices"}
    return kinds.get(name, "file" if "File" in name else "input")
