"""One answer: {top, bottom} or {number}, or {missing: why}; each with a remark. Numbers are kept as text, exact.

Missing is never zero: a question without an answer is left out, and one that cannot be answered says why.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from dampingi.foundation.errors import Refused
from dampingi.foundation.ui import formats
from dampingi.insight.rounds.models import Missing
from dampingi.insight.rounds.questions import Question

Answer = dict[str, str]
MOST = Decimal(10) ** 15
REMARK = 500
_WHOLE = re.compile(r"[-−]?(\d{1,16}|\d{1,3}(\.\d{3}){1,5})", re.ASCII)
_EXACT = re.compile(r"[-−]?(\d{1,16}|\d{1,3}(\.\d{3}){1,5})(,\d{1,4})?", re.ASCII)


def number_of(text: str, *, whole: bool) -> Decimal:
    """1.234,5 as people write it. Raises Refused with what to write instead."""
    told = text.strip().replace("\u00a0", "").replace(" ", "")
    if not (_WHOLE if whole else _EXACT).fullmatch(told):
        raise Refused(
            _("Tulis bilangan bulat, misalnya 1.250.") if whole else _("Tulis angka dengan koma untuk pecahan, misalnya 1.250 atau 12,5.")
        )  # fmt: skip
    found = Decimal(told.replace(".", "").replace(",", ".").replace("−", "-"))
    if abs(found) >= MOST:
        raise Refused(_("Angkanya terlalu besar. Periksa satuannya."))
    return found


def read(question: Question, told: Mapping[str, str]) -> Answer | None:
    """What was typed for one question, None where nothing was. Raises Refused for what cannot be."""
    missing, remark = told.get("missing", ""), told.get("remark", "").strip()
    if len(remark) > REMARK:
        raise Refused(_("Keterangan paling panjang %(most)d huruf.") % {"most": REMARK})
    parts = ("top", "bottom") if question["shape"] == "ratio" else ("number",)
    written = {part: told.get(part, "").strip() for part in parts}
    if missing:
        return _missing(missing, written, remark)
    if not any(written.values()):
        return {"remark": remark} if remark else None
    if not all(written.values()):
        raise Refused(_("Isi pembilang dan penyebutnya, atau pilih sebab tidak ada data."))
    whole = question["shape"] == "ratio"
    exact = {part: number_of(text, whole=whole) for part, text in written.items()}
    _check(question, exact)
    return {part: format(value, "f") for part, value in exact.items()} | {"remark": remark}


def _missing(why: str, written: Mapping[str, str], remark: str) -> Answer:
    if why not in Missing.values:
        raise Refused(_("Pilih sebab tidak ada data dari daftar."))
    if any(written.values()):
        raise Refused(_("Isi angkanya, atau pilih sebab tidak ada data; jangan keduanya."))
    if why == Missing.OTHER and not remark:
        raise Refused(_("Tulis sebabnya dalam keterangan."))
    return {"missing": why, "remark": remark}


def _check(question: Question, exact: Mapping[str, Decimal]) -> None:
    if question["shape"] == "number":
        return
    if exact["bottom"] <= 0:
        raise Refused(_("Penyebut harus lebih dari nol. Bila tidak ada yang dihitung, pilih sebab tidak ada data."))  # fmt: skip
    if question["kind"] != "change" and exact["top"] < 0:
        raise Refused(_("Pembilang tidak boleh kurang dari nol."))
    if question["kind"] == "proportion" and exact["top"] > exact["bottom"]:
        raise Refused(_("Pembilang tidak boleh lebih besar dari penyebut."))


def given(answer: Mapping[str, Any] | None) -> bool:
    """Whether there is a number."""
    return answer is not None and ("number" in answer or "bottom" in answer)


def settled(answer: Mapping[str, Any] | None) -> bool:
    """Answered, or said why not."""
    return given(answer) or bool(answer and answer.get("missing"))


def value(answer: Mapping[str, Any] | None) -> Fraction | None:
    """The exact value; None where there is no number."""
    if not answer or not given(answer):
        return None
    if "number" in answer:
        return Fraction(answer["number"])
    return Fraction(answer["top"]) / Fraction(answer["bottom"])


def shown(question: Question, answer: Mapping[str, Any] | None) -> str:
    """The value as people read it; a dash where there is none."""
    found = value(answer)
    return formats.MISSING if found is None else written(question, found)


def written(question: Question, found: Fraction) -> str:
    exact = Decimal(found.numerator) / Decimal(found.denominator)
    if question["kind"] in ("proportion", "change"):
        return formats.percent(exact, question["decimals"])
    return formats.number(exact, None if question["kind"] == "number" else question["decimals"])


def counted(answer: Mapping[str, Any] | None) -> str:
    """What a ratio was divided from."""
    if not answer or "bottom" not in answer:
        return ""
    words = {"n": formats.number(answer["top"]), "d": formats.number(answer["bottom"])}
    return _("%(n)s dari %(d)s") % words


def why_missing(answer: Mapping[str, Any] | None) -> str:
    return str(Missing(answer["missing"]).label) if answer and answer.get("missing") else ""
