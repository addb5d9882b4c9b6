"""A boundary file read and matched: what it would make of a region, and everything worth telling about it."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import shapely
from django.utils.translation import gettext as _

from dampingi.engines.geometry import (
    MESSAGES,
    Coverage,
    Feature,
    GeometryFault,
    coverage_of,
    mend,
    placed,
    read_geojson,
)
from dampingi.foundation.boundaries.matching import Gazetteer, Match, best_level
from dampingi.foundation.boundaries.storing import Named
from dampingi.foundation.errors import Refused

UNMATCHED = "?"
"""Prefix of the key under which an unmatched area is kept until somebody says what it is."""


@dataclass(frozen=True)
class Proposal:
    level: int
    sha256: str
    named: dict[str, Named]
    """By region code, or `?number`."""
    coverage: Coverage
    report: dict[str, Any]


def proposal(content: bytes, region: str) -> Proposal:
    """Raises Refused with the cure where nothing can be made of the file."""
    try:
        reading = read_geojson(content)
        features, swapped = placed(reading)
    except GeometryFault as fault:
        raise Refused(_(MESSAGES[fault.code]) % fault.values) from None
    places, matches = best_level(features, region)
    if not any(m.code for m in matches):
        raise Refused(_nothing_matched(matches, places))
    told = _Told(places, {m.number: m for m in matches})
    named = _named(features, told)
    coverage = coverage_of({k: n.area for k, n in named.items()})
    told.report |= {
        "features": len(features),
        "swapped": swapped,
        "closed": [told.matches[n].shown for n in sorted(reading.closed)],
        "overlap_m2": round(coverage.overlap),
        "gap_m2": round(coverage.gaps),
        "gap_count": coverage.gap_count,
        "missing": [(c, places.path(c)) for c in places.codes if c not in coverage.shapes],
    }
    return Proposal(places.level, hashlib.sha256(content).hexdigest(), named, coverage, told.report)


class _Told:
    """Collects the report while the features are gone through."""

    def __init__(self, places: Gazetteer, matches: Mapping[int, Match]) -> None:
        self.places, self.matches = places, matches
        self.report: dict[str, Any] = {
            "matched": {"code": 0, "name": 0, "similar": 0},
            "similar": [], "differing": [], "unmatched": [], "refused": [], "mended": [], "joined": [], "elsewhere": 0,
        }  # fmt: skip

    def matched(self, match: Match) -> None:
        self.report["matched"][match.how] += 1
        told = {
            "number": match.number,
            "shown": match.shown,
            "code": match.code,
            "path": self.places.path(match.code),
        }
        if match.how == "similar":
            self.report["similar"].append(told)
        if match.reason == "code_differs":
            self.report["differing"].append(told)

    def unmatched(self, match: Match) -> None:
        told = {
            "number": match.number,
            "shown": match.shown,
            "reason": match.reason,
            "candidates": match.candidates,
        }
        self.report["unmatched"].append(told)

    def refused(self, match: Match, reason: str) -> None:
        self.report["refused"].append({"number": match.number, "shown": match.shown, "reason": reason})


def _named(features: Iterable[Feature], told: _Told) -> dict[str, Named]:
    found: dict[str, Named] = {}
    for feature in features:
        match = told.matches[feature.number]
        if match.reason == "elsewhere":
            told.report["elsewhere"] += 1
            continue
        mended = mend(feature.area) if feature.area is not None else None
        if mended is None or mended.area is None:
            told.refused(match, feature.problem or "nothing_left")
            continue
        if mended.why:
            told.report["mended"].append({"number": match.number, "shown": match.shown, "why": mended.why})
        _keep(found, told, match, mended.area)
    return found


def _keep(found: dict[str, Named], told: _Told, match: Match, area: Any) -> None:
    if not match.code:
        told.unmatched(match)
        found[f"{UNMATCHED}{match.number}"] = Named(area, match.shown, match.number)
        return
    if match.code in found:
        told.report["joined"].append(told.places.path(match.code))
        area = shapely.union_all([found[match.code].area, area])
    else:
        told.matched(match)
    found[match.code] = Named(area, match.shown, match.number)


def _nothing_matched(matches: list[Match], places: Gazetteer) -> str:
    shown = ", ".join([m.shown for m in matches if m.shown][:3])
    own = places.names.get(places.region, places.region)
    if not shown:
        return _(
            "Wilayah di berkas ini tidak menyebut kode atau nama. Tambahkan kolom kode (misalnya 32.76.01.1006) atau nama, lalu kirim lagi."
        )
    if all(m.reason == "elsewhere" for m in matches):
        return _(
            "Semua wilayah di berkas ini (%(shown)s ...) berada di luar %(place)s. Pilih berkas lain, atau wilayah lain."
        ) % {"shown": shown, "place": own}
    return _(
        "Tidak satu pun wilayah di berkas ini (%(shown)s ...) dikenali di %(place)s. Periksa kolom kode atau namanya, lalu kirim lagi."
    ) % {"shown": shown, "place": own}
