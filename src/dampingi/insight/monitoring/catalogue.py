"""The indicators as shipped, read once and strictly: a definition that cannot be computed stops the start, not a page."""

from dataclasses import replace
from functools import cache
from importlib import resources

import yaml
from django.utils.translation import get_language, gettext, override

from dampingi.engines.indicators import Indicator, parse
from dampingi.insight.facts.datasets import DATASETS

TEXTS = ("name", "why", "formula", "source", "unit", "limits", "target")


def catalogue() -> dict[str, Indicator]:
    """code -> definition, in their order, in the reader's language."""
    return _told(get_language() or "id")


@cache
def _told(language: str) -> dict[str, Indicator]:
    """The hash stays that of the source: a translation changes no figure."""
    with override(language):
        return {
            code: replace(i, **{text: gettext(getattr(i, text)) for text in TEXTS})
            for code, i in _source().items()
        }


@cache
def _source() -> dict[str, Indicator]:
    """Raises engines.indicators.Unclear."""
    folder = resources.files("dampingi") / "definitions" / "indicators"
    files = [f for f in folder.iterdir() if f.name.endswith(".yaml")]
    read = [parse(yaml.safe_load(f.read_text("utf-8")), DATASETS) for f in files]
    return {i.code: i for i in sorted(read, key=lambda i: (i.order, i.code))}
