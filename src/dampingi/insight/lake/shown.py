"""An answer for a terminal, or for a program that reads it."""

import json

from django.utils.translation import gettext as _

from dampingi.foundation.ui import formats
from dampingi.insight.lake.asking import Answer


def as_json(found: Answer, code: str) -> str:
    told = found.indicators[code]
    return json.dumps(
        {
            "indicator": code, "name": told.name, "definition": told.hash, "unit": told.unit, "region": found.region,
            "from": found.period.start.isoformat(), "until": found.period.end.isoformat(), "grouping": list(found.grouping),
            "editions": [{"place": e.place, "seq": e.seq, "at": e.at, "rows": e.rows} for e in found.editions],
            "figures": [
                {"group": list(key), "numerator": f.numerator, "denominator": f.denominator, "value": None if f.value is None else str(f.value)}
                for key, f in sorted(found.figures[code].items())
            ],
        },
        ensure_ascii=False, indent=1,
    )  # fmt: skip


def as_text(found: Answer, code: str) -> str:
    told = found.indicators[code]
    lines = [
        f"{_(told.name)} ({told.unit}), {formats.day(found.period.start)} - {formats.day(found.period.end)}"
    ]
    figures = sorted(found.figures[code].items())
    if not figures:
        lines.append(_("Tidak ada baris untuk pertanyaan ini."))
    width = max((len(" ".join(key)) for key, _f in figures), default=0)
    for key, figure in figures:
        value = formats.MISSING if figure.value is None else formats.number(figure.value, 4)
        named = " ".join(part or "-" for part in key)
        lines.append(
            f"{named:{width}}  {value:>12}  {formats.number(figure.numerator)} / {formats.number(figure.denominator)}"
        )
    days = sorted({each.at[:10] for each in found.editions})
    lines.append(
        _("Dari %(n)d edisi, keadaan %(first)s sampai %(last)s.")
        % {"n": len(found.editions), "first": days[0], "last": days[-1]}
    )
    return "\n".join(lines)
