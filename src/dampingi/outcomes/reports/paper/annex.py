"""How the figures came about: method, definitions, and the trace of each number."""

from typing import Any

from dampingi.foundation.canonical import digest
from dampingi.foundation.ui import formats
from dampingi.outcomes.reports.doors import Doors
from dampingi.outcomes.reports.words import day, fraction, written


def pages(data: dict[str, Any], doors: Doors) -> dict[str, Any]:
    return {
        "attestation": {"sentences": _attested(data), "proofs": _proofs(data)},
        "method": data["method"],
        "definitions": [_definition(d) for d in data["definitions"]],
        "trace_address": f"{doors.site}/laporan/{doors.code}/angka/",
        "traces": [
            {
                "no": f.no,
                "name": f.name,
                "fraction": fraction(f),
                "value": written(f),
                "href": doors.address(f.no),
            }
            for f in doors.ledger.figures
        ],
    }


def _attested(data: dict[str, Any]) -> list[str]:
    return [
        f"Laporan ini memuat keadaan {data['programme']['name']} di {data['region']['name']} per {formats.day(day(data['as_of']))}.",
        "Angka-angkanya dibekukan lebih dulu, diberi sidik (hash), lalu dicetak dari bekuan itu; tidak ada angka yang dihitung saat mencetak.",
    ]


def _proofs(data: dict[str, Any]) -> list[list[str]]:
    audit, evaluation = data["audit"], data["mentors"].get("evaluation")
    definitions = digest([[d["code"], d["hash"]] for d in data["definitions"]])
    return [
        [
            "Angka",
            f"{formats.number(len(data['figures']))} angka bernomor, masing-masing dengan asalnya (Lampiran B)",
        ],
        ["Definisi", f"{formats.number(len(data['definitions']))} indikator, sidik {definitions[:16]}"],
        [
            "Penilaian pendamping",
            f"{evaluation['name']}, sidik masukan {evaluation['inputs'][:16]}"
            if evaluation
            else "belum dihitung",
        ],
        [
            "Jejak audit",
            f"mata rantai {formats.number(audit['sequence'])}, sidik {audit['hash'][:16]}"
            if audit
            else "belum ada",
        ],
    ]


def _definition(told: dict[str, Any]) -> dict[str, Any]:
    lines = [
        ["Rumus", told["formula"]],
        ["Pembilang", told["numerator"]],
        ["Penyebut", told["denominator"]],
        ["Satuan", f"{told['unit']}; {_direction(told['direction'])}"],
        ["Keterbatasan", told["limits"]],
        ["Sumber", told["source"]],
        ["Sidik", told["hash"][:16]],
    ]
    return {"name": told["name"], "why": told["why"], "lines": [line for line in lines if line[1]]}


def _direction(direction: str) -> str:
    return {"up": "makin tinggi makin baik", "down": "makin rendah makin baik"}.get(direction, "tanpa arah")
