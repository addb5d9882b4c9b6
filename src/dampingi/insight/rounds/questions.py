"""What a round asks: indicators of the catalogue, and what an office asks besides. Kept with the round as plain JSON:

{code, name, unit, help, shape: ratio | number, kind: proportion | mean | change | number, decimals, top, bottom, indicator, hash}
"""

import re
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from dampingi.foundation.errors import Refused
from dampingi.insight.monitoring.catalogue import catalogue

MOST = 40
LONGEST = 200
PERCENT = ("persen", "%", "persentase", "percent")
"""Units that cannot be asked as plain numbers: those are added over the regions, and percentages do not add up."""
Question = dict[str, Any]


def offered(region: str) -> dict[str, Any]:
    """code -> indicator that a round of this region can ask for: shipped, or its office's own, if it is counted from the records."""
    return {code: i for code, i in catalogue(region).items() if i.dataset}


def of_indicators(codes: Sequence[str], region: str) -> list[Question]:
    """In the catalogue's order and words: the round speaks Indonesian whoever opened it."""
    with override("id"):
        known = offered(region)
        wrong = [c for c in codes if c not in known]
        if wrong:
            raise Refused(_("Indikator %(code)s tidak ada. Pilih dari daftar.") % {"code": wrong[0][:40]})
        return [_of(known[code]) for code in known if code in set(codes)]


def _of(i: Any) -> Question:
    return {
        "code": i.code, "name": i.name, "unit": i.unit, "help": i.formula, "shape": "ratio", "kind": i.kind, "decimals": i.decimals,
        "top": "", "bottom": "", "indicator": i.code, "hash": i.hash,
    }  # fmt: skip


def of_text(text: str) -> list[Question]:
    """One question a line: `Koperasi aktif | koperasi`, or `UMK ber-NIB | usaha ber-NIB / seluruh usaha` for a share."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    found = [_of_line(number, line) for number, line in enumerate(lines, 1)]
    names = [q["name"].casefold() for q in found]
    twice = next((q["name"] for q in found if names.count(q["name"].casefold()) > 1), None)
    if twice:
        raise Refused(_("“%(name)s” ditanyakan dua kali. Hapus salah satu.") % {"name": twice})
    return found


def _of_line(number: int, line: str) -> Question:
    name, bar, unit = (part.strip() for part in line.partition("|"))
    if not bar or not name or not unit or len(line) > LONGEST or "|" in unit:
        raise Refused(
            _("Baris %(n)d: tulis pertanyaan, garis tegak, lalu satuannya, misalnya “Koperasi aktif | koperasi”.")
            % {"n": number}
        )  # fmt: skip
    top, slash, bottom = (part.strip() for part in unit.partition("/"))
    share = bool(slash and top and bottom)
    if not share and unit.casefold() in PERCENT:
        raise Refused(
            _("Baris %(n)d: untuk persentase tulis pembilang dan penyebutnya, misalnya “UMK ber-NIB | usaha ber-NIB / seluruh usaha”.")
            % {"n": number}
        )  # fmt: skip
    return {
        "code": f"m{number}", "name": name, "unit": "persen" if share else unit, "help": "", "shape": "ratio" if share else "number",
        "kind": "proportion" if share else "number", "decimals": 1 if share else 2, "top": top if share else "",
        "bottom": bottom if share else "", "indicator": "", "hash": "",
    }  # fmt: skip


def together(indicators: Sequence[str], text: str, region: str) -> list[Question]:
    found = [*of_indicators(indicators, region), *of_text(text)]
    if not found:
        raise Refused(_("Pilih sedikitnya satu indikator, atau tulis sedikitnya satu pertanyaan."))
    if len(found) > MOST:
        raise Refused(_("Paling banyak %(most)d pertanyaan dalam satu putaran.") % {"most": MOST})
    return found


def same(question: Question) -> tuple[str, ...]:
    """What makes it the same question in another round."""
    if question["indicator"]:
        return ("indicator", question["indicator"])
    words = re.sub(r"\s+", " ", question["name"].casefold())
    return (
        "asked",
        words,
        question["unit"].casefold(),
        question["top"].casefold(),
        question["bottom"].casefold(),
    )
