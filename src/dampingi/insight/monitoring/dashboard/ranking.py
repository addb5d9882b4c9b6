"""What may be said of places side by side."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from dampingi.foundation.ui import formats


def said_of(rows: Sequence[Mapping[str, Any]]) -> str:
    """Of rows best first ({label, value} and, where it has one, the interval low..high): who leads and who needs help first.

    Where the intervals of first and last overlap, that is said instead: chance alone may have parted them.
    """
    first, last = rows[0], rows[-1]
    if len(rows) == 1:
        return _("Hanya %(place)s yang punya angka") % {"place": first["label"]}
    if first["value"] == last["value"]:
        return _("Semua wilayah sama tinggi")
    words = {"best": _led_by(rows), "last": _led_by(rows[::-1])}
    if _overlap(first, last):
        return (
            _("%(best)s di depan, %(last)s di belakang, tetapi bedanya masih dapat karena kebetulan") % words
        )
    return _("%(best)s terbaik, %(last)s perlu dibantu lebih dulu") % words


def _led_by(rows: Sequence[Mapping[str, Any]]) -> str:
    beside = sum(row["value"] == rows[0]["value"] for row in rows) - 1
    if not beside:
        return str(rows[0]["label"])
    return _("%(place)s dan %(n)s wilayah lain") % {"place": rows[0]["label"], "n": formats.number(beside)}


def _overlap(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    if "low" not in one or "low" not in other:
        return False
    return bool(max(one["low"], other["low"]) <= min(one["high"], other["high"]))
