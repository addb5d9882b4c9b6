"""The indicators as shipped, read once and strictly: a definition that cannot be computed stops the start, not a page."""

from functools import cache
from importlib import resources

import yaml

from dampingi.engines.indicators import Indicator, parse
from dampingi.insight.facts.datasets import DATASETS


@cache
def catalogue() -> dict[str, Indicator]:
    """code -> definition, in their order. Raises engines.indicators.Unclear."""
    folder = resources.files("dampingi") / "definitions" / "indicators"
    files = [f for f in folder.iterdir() if f.name.endswith(".yaml")]
    read = [parse(yaml.safe_load(f.read_text("utf-8")), DATASETS) for f in files]
    return {i.code: i for i in sorted(read, key=lambda i: (i.order, i.code))}
