"""Cover and the one page for the head of the office."""

from typing import Any

from dampingi.foundation.ui import formats
from dampingi.outcomes.reports import pictures
from dampingi.outcomes.reports.doors import Doors
from dampingi.outcomes.reports.ledger import Figure
from dampingi.outcomes.reports.words import ahead, amount, between, state_words, wanted, written

SHORT = 12
"""Letters of a unit that stand beside a figure on a card; the label tells a longer one."""


def pages(data: dict[str, Any], doors: Doors) -> dict[str, Any]:
    return {
        "headline": _headline(data, doors),
        "summary": {
            "sentences": data["summary"],
            "cards": [_card(no, doors, _indicator(data, no, doors)) for no in data["cards"]],
            "slips": [
                {"state": s["state"], "title": s["title"], "text": s["text"]} for s in data["slips"][:4]
            ],
            "decisions": [{"title": r["title"], "text": r["brief"]} for r in data["recommendations"][:4]],
        },
        "numbers": [{"label": n["label"], "figure": doors.cell(n["figure"])} for n in data["numbers"]],
        "trend": pictures.on_paper(pictures.trend(data, doors)),
    }


def _headline(data: dict[str, Any], doors: Doors) -> dict[str, Any]:
    told = data["headline"]
    recorded = doors.ledger[told["recorded"]]
    words = f"dari {formats.number(recorded.denominator)} peserta dilaporkan mengikuti program dengan baik."
    return {"figure": doors.cell(told["recorded"]), "words": words, "checked": _checked(data, doors)}


def _checked(data: dict[str, Any], doors: Doors) -> str:
    """What re-verification says of the headline; honest where it cannot say anything."""
    told = data["headline"]
    if not told["corrected"]:
        return "Angka ini berasal dari laporan pendamping; pemeriksaan ulangnya belum cukup untuk menyatakan galatnya."
    corrected, checked = doors.ledger[told["corrected"]], doors.ledger[told["checked"]]
    level = formats.percent(told["level"], 0)
    return (
        f"Setelah {formats.number(checked.value)} peserta diperiksa ulang secara acak oleh orang lain: "
        f"{written(corrected)} (rentang {level}: {between(corrected)})."
    )


def _indicator(data: dict[str, Any], no: int, doors: Doors) -> dict[str, Any]:
    code = doors.ledger[no].indicator
    return next(d for d in data["definitions"] if d["code"] == code)


def _note(figure: Figure) -> str:
    if figure.target is None:
        return "tanpa target"
    told = [
        wanted(figure).partition(", target")[0] if figure.expected is not None else "",
        f"perkiraan akhir {ahead(figure)}" if figure.forecast else "",
    ]
    return "; ".join(text for text in told if text and not text.startswith("target"))


def _card(no: int, doors: Doors, definition: dict[str, Any]) -> dict[str, Any]:
    figure = doors.ledger[no]
    return {
        "label": definition["name"],
        "figure": doors.cell(no),
        "unit": definition["unit"] if figure.kind == "number" and len(definition["unit"]) <= SHORT else "",
        "state": figure.state,
        "state_label": state_words(figure),
        "target": amount(figure.target, figure.kind) if figure.target is not None else "",
        "note": _note(figure),
    }
