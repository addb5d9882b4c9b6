"""Region names to codes: forgiving spelling, the district as witness, every candidate where it stays ambiguous."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from rapidfuzz import fuzz

Candidate = tuple[str, str, float]
SURE = 0.9
LIKELY = 0.78
MARGIN = 0.04
BEGINS = 0.86
MOST_CANDIDATES = 5
SHORT = {"gn": "gunung", "gg": "gang", "sei": "sungai", "sel": "selatan", "brt": "barat", "tmr": "timur", "utr": "utara",
         "tgh": "tengah", "kp": "kampung", "pd": "pondok", "tj": "tanjung", "sl": "sungai", "slt": "selatan",
         "pdk": "pondok", "bj": "bojong", "rw": "rawa", "ckr": "cikarang", "st": "santo"}  # fmt: skip
CODE = re.compile(r"\d{2}(?:\.\d{2}){2}\.\d{4}|\d{10}|\d{2}(?:\.\d{2}){2}|\d{6}")
RESEMBLES = 0.6
LEVEL_WORDS = re.compile(r"^(?:kelurahan|kel|desa|ds|kecamatan|kec|kota|kabupaten|kab|nagari)\b[\s.:]*")
NAME_TOKENS = re.compile(r"[^\W_]+")


class RegionFinder(Protocol):
    """What the engine asks about places. Scores are 0 to 1, best first, an empty list where nothing is near."""

    def kelurahan(self, name: str, kecamatan: str | None, within: str) -> Sequence[Candidate]: ...

    def kecamatan(self, name: str, within: str) -> Sequence[Candidate]: ...

    def name_of(self, code: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row is. `code` may be coarser than a kelurahan; `fault` says what was doubtful, "" if nothing was."""

    code: str
    fault: str = ""
    refused: bool = False
    data: Mapping[str, object] = field(default_factory=dict)
    candidates: tuple[Candidate, ...] = ()


def simplified(name: str) -> str:
    """`Kel. GN. SARI ILIR ` -> `gunung sari ilir`."""
    bare = LEVEL_WORDS.sub("", " ".join(name.lower().split()))
    return " ".join(SHORT.get(token, token) for token in NAME_TOKENS.findall(bare))


def name_likeness(first: str, second: str) -> float:
    """How well what was written (`first`) fits a name, both simplified: 0 to 1; spaces do not matter (`Sumberrejo`).

    A name with something after it (`Manggar Balikpapan`, `Gunung Samarinda / Kampung Timur`) still fits.
    """
    if first == second:
        return 1.0
    joined = fuzz.ratio(first.replace(" ", ""), second.replace(" ", "")) / 100
    begins = BEGINS if len(second) >= 5 and first.startswith(second + " ") else 0.0
    return min(0.99, max(joined, fuzz.token_sort_ratio(first, second) / 100, begins))


class RegionIndex:
    """A `RegionFinder` over rows of (code, name, aliases); codes carry the hierarchy (`32.76.05.1003`)."""

    def __init__(self, rows: Iterable[tuple[str, str, Sequence[str]]]) -> None:
        self._names: dict[str, str] = {}
        self._spellings: dict[int, list[tuple[str, str]]] = {2: [], 3: []}
        for code, name, aliases in rows:
            self._names[code] = name
            level = code.count(".")
            if level in self._spellings:
                self._spellings[level] += [(code, simplified(said)) for said in (name, *aliases)]

    def name_of(self, code: str) -> str:
        return self._names.get(code, code)

    def kecamatan(self, name: str, within: str) -> Sequence[Candidate]:
        return self._near(simplified(name), 2, within)

    def kelurahan(self, name: str, kecamatan: str | None, within: str) -> Sequence[Candidate]:
        near = self._near(simplified(name), 3, within)
        if not kecamatan:
            return near
        stated = simplified(kecamatan)
        weighed = [
            (
                code,
                said,
                round(score - 0.12 * (1 - name_likeness(stated, simplified(self.name_of(code[:8])))), 3),
            )
            for code, said, score in near
        ]
        return sorted(weighed, key=lambda candidate: (-candidate[2], candidate[0]))

    def _near(self, sought: str, level: int, within: str) -> list[Candidate]:
        best: dict[str, float] = {}
        for code, spelling in self._spellings[level]:
            if code.startswith(within):
                score = name_likeness(sought, spelling)
                if score >= RESEMBLES:
                    best[code] = max(score, best.get(code, 0.0))
        found = [(code, self.name_of(code), round(score, 3)) for code, score in best.items()]
        return sorted(found, key=lambda candidate: (-candidate[2], candidate[0]))[:8]


def place(
    kelurahan: str | None, kecamatan: str | None, finder: RegionFinder, within: str, chosen: str | None = None
) -> Place:
    """The region of a row that states these names, inside `within`; `chosen` is what a person picked for the pair."""
    if chosen:
        return Place(chosen)
    for said in (kelurahan, kecamatan):
        if said and (code := as_code(said)):
            return _coded(code, said, finder, within)
    district = _single(finder.kecamatan(kecamatan, within)) if kecamatan else None
    found: Sequence[Candidate] = ()
    if kelurahan:
        found = finder.kelurahan(kelurahan, finder.name_of(district) if district else kecamatan, within)
        if found and found[0][2] >= LIKELY:
            return _village(found, kelurahan, kecamatan, district, finder)
    said = kelurahan or kecamatan or ""
    resembling = tuple(found[:MOST_CANDIDATES])
    data = {"said": said, "names": ", ".join(candidate[1] for candidate in resembling)}
    if district:
        fault = (
            "kelurahan_missing"
            if not kelurahan
            else "kelurahan_resembles"
            if resembling
            else "kelurahan_unknown"
        )
        data["used"] = finder.name_of(district)
        return Place(district, fault, data=data, candidates=resembling)
    if resembling:
        data["used"] = finder.name_of(within)
        return Place(within, "region_resembles", data=data, candidates=resembling)
    fault = "region_unknown" if said else "region_missing"
    return Place(within, fault, data={"said": said, "used": finder.name_of(within)})


def as_code(written: str) -> str:
    """`32.76.05.1003` of that or of `3276051003`; "" where it is no code."""
    bare = written.strip()
    if not CODE.fullmatch(bare):
        return ""
    digits = bare.replace(".", "")
    return ".".join(part for part in (digits[:2], digits[2:4], digits[4:6], digits[6:]) if part)


def _coded(code: str, said: str, finder: RegionFinder, within: str) -> Place:
    if finder.name_of(code) != code and code.startswith(within):
        return Place(code)
    return Place(within, "region_code_unknown", data={"said": said, "used": finder.name_of(within)})


def _village(
    found: Sequence[Candidate], said: str, kecamatan: str | None, district: str | None, finder: RegionFinder
) -> Place:
    code, name, score = found[0]
    rivals = tuple(candidate for candidate in found if score - candidate[2] < MARGIN)
    inside = tuple(rival for rival in rivals if district and rival[0].startswith(district))
    if len(rivals) > 1 and len(inside) == 1:
        code, name, score = inside[0]
    elif len(rivals) > 1:
        return _ambiguous(rivals, said, finder)
    if district and not code.startswith(district):
        return Place(
            code,
            "kecamatan_differs",
            data={"said": kecamatan, "name": name, "used": finder.name_of(code[:8])},
        )
    exact = simplified(name) == simplified(said)
    return (
        Place(code)
        if exact or score >= SURE
        else Place(code, "region_respelled", data={"said": said, "used": name})
    )


def _ambiguous(rivals: tuple[Candidate, ...], said: str, finder: RegionFinder) -> Place:
    """Inside one kecamatan the row can wait there; across several nobody may guess."""
    names = ", ".join(f"{rival[1]} ({finder.name_of(rival[0][:8])})" for rival in rivals)
    districts = {rival[0][:8] for rival in rivals}
    data = {"said": said, "names": names}
    if len(districts) > 1:
        return Place("", "region_ambiguous", True, data, rivals)
    return Place(districts.pop(), "kelurahan_ambiguous", False, data, rivals)


def _single(found: Sequence[Candidate]) -> str | None:
    if not found or found[0][2] < LIKELY:
        return None
    if len(found) > 1 and found[0][2] - found[1][2] < MARGIN:
        return None
    return found[0][0]
