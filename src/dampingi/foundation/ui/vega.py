"""What our pictures need of Vega-Lite's grammar, as the JSON that its renderer reads (https://vega.github.io/vega-lite/docs/).

Altair says the same by half a second of loading and ten milliseconds of checking a picture; tests hold these to its words.
"""

from collections.abc import Mapping, Sequence
from typing import Any

TYPES = {"Q": "quantitative", "N": "nominal", "O": "ordinal"}
ENDS = ("x2", "y2")
"""The far end of a span: a field of the same type as the near one."""


class Picture(dict[str, Any]):
    """A picture or a part of one; each step gives another."""

    def mark(self, kind: str, **told: Any) -> "Picture":
        return Picture(self, mark={"type": kind, **told})

    def encode(self, **channels: Any) -> "Picture":
        told = {name: by(each) if isinstance(each, str) else each for name, each in channels.items()}
        for end in ENDS:
            if end in told:
                told[end] = {"field": told[end]["field"]}
        return Picture(self, encoding=told)

    def sized(self, *, width: float, height: Any) -> "Picture":
        return Picture(self, width=width, height=height)

    def facet(self, channel: Mapping[str, Any], *, columns: int, spacing: int, data: Any) -> "Picture":
        return Picture(facet=channel, spec=self, columns=columns, spacing=spacing, data=data)


def by(field: str, **told: Any) -> dict[str, Any]:
    """A channel: "visits:Q" is the field and the letter of its type."""
    name, _colon, kind = field.partition(":")
    return {"field": name, "type": TYPES[kind], **told}


def value(told: Any) -> dict[str, Any]:
    """The same for every row; of a place, in pixels."""
    return {"value": told}


def step(height: int) -> dict[str, int]:
    """So high each row."""
    return {"step": height}


def rows_of(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {"values": [dict(row) for row in rows]}


def chart(rows: Sequence[Mapping[str, Any]]) -> Picture:
    return Picture(data=rows_of(rows))


def layer(*parts: Picture) -> Picture:
    """One over the other."""
    return Picture(layer=list(parts))


def stacked(*parts: Picture, spacing: int) -> Picture:
    """One below the other."""
    return Picture(vconcat=list(parts), spacing=spacing)
