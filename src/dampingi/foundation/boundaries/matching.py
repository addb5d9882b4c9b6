"""Which region each area of a file is: by the code it carries, by its name and parent's name, or by a similar spelling."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from dampingi.engines.geometry import Feature
from dampingi.foundation.regions.codes import contains, depth, inside
from dampingi.foundation.regions.models import Region, RegionAlias
from dampingi.foundation.regions.spelling import key

CODES = (
    "kodekemendagri", "kdepum", "kodepum", "kode", "code", "kodekd", "kodekel", "kodedesa", "kodewilayah", "kodeprop",
    "kdkel", "kddesa", "iddesa", "idkel", "desacode", "villagecode", "adm4pcode", "kdcpum", "kodekec", "kdkec", "idkec",
    "adm3pcode", "kdpkab", "kodekab", "kdkab", "idkab", "adm2pcode", "id",
)  # fmt: skip
NAMES = {
    4: ("wadmkd", "kelurahan", "desa", "desakelur", "desakelurahan", "namakel", "namakelurahan", "namadesa", "nmkel",
        "nmdesa", "kel", "village", "adm4en", "adm4name", "name4"),
    3: ("wadmkc", "kecamatan", "namakec", "namakecamatan", "nmkec", "kec", "district", "subdistrict", "adm3en", "adm3name", "name3"),
    2: ("wadmkk", "kabkot", "kabkota", "kabupaten", "kota", "namakab", "namakabkota", "nmkab", "kab", "city", "regency",
        "adm2en", "adm2name", "name2"),
}  # fmt: skip
ANY_NAME = ("name", "nama", "namobj", "namawilayah", "wilayah", "label", "title")
_DIGITS = {2: 4, 3: 6, 4: 10}
SURE, APART = 88, 6
"""A similar spelling counts from this score, if the second best is this much worse."""


@dataclass(frozen=True)
class Match:
    """What was found for a feature. `code` is '' where nothing certain was; `how` is code, name, similar or chosen."""

    number: int
    shown: str
    code: str = ""
    how: str = ""
    reason: str = ""
    """elsewhere, unnamed, unknown, several; for a match `code_differs` where name and code disagree."""
    candidates: list[tuple[str, str]] = field(default_factory=list)


class Gazetteer:
    """The regions of one depth inside `region`, by code and by every known spelling."""

    def __init__(self, region: str, level: int) -> None:
        self.region, self.level = region, level
        rows = (
            Region.objects.filter(inside(region, "code")).order_by("code").values_list("code", "name", "key")
        )
        known = {code: (name, k) for code, name, k in rows}
        self.names = {code: name for code, (name, _k) in known.items()}
        self.codes = [code for code in known if depth(code) == level]
        self.keys: dict[str, set[str]] = {}
        for code in self.codes:
            self.keys.setdefault(known[code][1], set()).add(code)
        aliases = RegionAlias.objects.filter(inside(region, "region_id")).values_list("region_id", "key")
        for code, k in aliases:
            if depth(code) == level:
                self.keys.setdefault(k, set()).add(code)
        self._city = known[region][1] if region in known else ""

    def path(self, code: str) -> str:
        parent = self.names.get(code.rpartition(".")[0])
        return f"{self.names[code]}, {parent}" if parent else self.names[code]

    def match(self, feature: Feature) -> Match:
        told = _folded(feature.properties)
        name, parent = (
            _first(told, (*NAMES[self.level], *ANY_NAME)),
            _first(told, NAMES.get(self.level - 1, ())),
        )
        stated = list(_stated_codes(told, self.level))
        shown = name or (stated[0] if stated else "")
        by_code = next((c for c in stated if c in self.names), "")
        by_name = self._exact(name, parent)
        if by_code:
            if len(by_name) == 1 and by_name[0] != by_code and key(name) != key(self.names[by_code]):
                return Match(feature.number, shown, by_name[0], "name", "code_differs")
            return Match(feature.number, shown, by_code, "code")
        if self._elsewhere(told, stated):
            return Match(feature.number, shown, reason="elsewhere")
        if len(by_name) == 1:
            return Match(feature.number, shown, by_name[0], "name")
        if by_name:
            return Match(feature.number, shown, reason="several", candidates=self._paths(by_name))
        return self._similar(feature.number, shown, name, parent)

    def _exact(self, name: str, parent: str) -> list[str]:
        return self._under(sorted(self.keys.get(key(name), ())), parent) if name else []

    def _under(self, codes: Sequence[str], parent: str) -> list[str]:
        """Those whose parent is called so, if any is."""
        wanted = key(parent) if parent else ""
        own = [c for c in codes if wanted and key(self.names.get(c.rpartition(".")[0], "")) == wanted]
        return own or list(codes)

    def _elsewhere(self, told: Mapping[str, str], stated: Sequence[str]) -> bool:
        """The feature says of itself that it lies in another kabupaten/kota."""
        if any(not contains(self.region, c) for c in stated):
            return True
        city = _first(told, NAMES[2]) if depth(self.region) == 2 and self.level > 2 else ""
        return bool(city and self._city and key(city) != self._city)

    def _similar(self, number: int, shown: str, name: str, parent: str) -> Match:
        if not name:
            return Match(number, shown, reason="unnamed")
        near = process.extract(key(name), list(self.keys), scorer=fuzz.ratio, score_cutoff=60, limit=6)
        scored = [(c, score) for k, score, _i in near for c in self._under(sorted(self.keys[k]), parent)]
        best = scored[0][1] if scored else 0
        second = scored[1][1] if len(scored) > 1 else 0
        candidates = self._paths([c for c, _score in scored][:5])
        if best >= SURE and best - second >= APART:
            return Match(number, shown, scored[0][0], "similar", candidates=candidates)
        return Match(number, shown, reason="unknown", candidates=candidates)

    def _paths(self, codes: Sequence[str]) -> list[tuple[str, str]]:
        return [(c, self.path(c)) for c in codes]


def best_level(features: Sequence[Feature], region: str) -> tuple[Gazetteer, list[Match]]:
    """The level at which most areas are recognised; among equals the one the file covers most of."""
    tried = []
    for level in range(4, max(1, depth(region)), -1):
        places = Gazetteer(region, level)
        matches = [places.match(f) for f in features]
        found = {m.code for m in matches if m.code}
        tried.append((len(found), len(found) / max(1, len(places.codes)), level, places, matches))
    *_score, places, matches = max(tried, key=lambda t: t[:3])
    return places, matches


def _folded(properties: Mapping[str, str]) -> dict[str, str]:
    return {re.sub(r"[^a-z0-9]", "", k.lower()): v.strip() for k, v in properties.items() if v.strip()}


def _first(told: Mapping[str, str], names: Sequence[str]) -> str:
    return next((told[n] for n in names if n in told), "")


def _stated_codes(told: Mapping[str, str], level: int) -> Iterator[str]:
    """Region codes of that level among the values, those in well-known columns first."""
    ordered = [told[n] for n in CODES if n in told] + [v for n, v in told.items() if n not in CODES]
    for value in ordered:
        if code := _code(value, level):
            yield code


def _code(value: str, level: int) -> str:
    """A region code however it is written: 32.76.01.1006, 3276011006, 3276011006.0, ID3276011006."""
    text = re.sub(r"^(?:ID|id)(?=\d)|(?<=\d)\.0$", "", value.strip())
    if not re.fullmatch(r"\d[\d.\s-]*", text):
        return ""
    digits = re.sub(r"\D", "", text)
    if len(digits) != _DIGITS[level] or not digits.isascii():
        return ""
    parts = [digits[:2], digits[2:4], digits[4:6], digits[6:]]
    return ".".join(p for p in parts if p)
