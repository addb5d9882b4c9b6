from typing import Any

from dampingi.engines.indicators import Indicator, Measure
from dampingi.insight.facts.datasets import DATASETS
from dampingi.outcomes.reports.composing import constraints, districts, headline, people, stages, summary
from dampingi.outcomes.reports.composing.advice import advise
from dampingi.outcomes.reports.composing.entries import Entries
from dampingi.outcomes.reports.composing.material import Material
from dampingi.outcomes.reports.ledger import Ledger


def compose(material: Material) -> dict[str, Any]:
    """The sections of the report with their figures, numbered in the order in which a reader meets them."""
    ledger = Ledger()
    entries = Entries(material, ledger)
    told: dict[str, Any] = {"headline": headline.section(entries)}
    told["cards"] = summary.cards(entries)
    told["numbers"] = summary.numbers(entries)
    told["trend"] = summary.trend(entries)
    told["districts"] = districts.section(entries)
    told["stages"] = stages.section(entries)
    told["constraints"] = constraints.section(entries)
    told["mentors"] = people.mentors(entries)
    told["appreciation"] = people.appreciation(entries)
    told["recommendations"] = advise(entries, told)
    told["slips"] = summary.slips(entries, told)
    told["summary"] = summary.sentences(entries, told)
    told["method"] = _method(material)
    told["definitions"] = [_definition(i) for i in material.indicators]
    told["figures"] = ledger.as_json()
    return told


def _definition(told: Indicator) -> dict[str, str]:
    return {
        "code": told.code,
        "name": told.name,
        "why": told.why,
        "formula": told.formula,
        "numerator": _measure(told.numerator, told.dataset),
        "denominator": _measure(told.denominator, told.dataset),
        "unit": told.unit,
        "direction": told.direction,
        "kind": told.kind,
        "limits": told.limits,
        "source": told.source,
        "hash": told.hash,
    }


def _measure(told: Measure, dataset: str) -> str:
    """Its columns as the data dictionary names them, and what one row of the dataset is."""
    names = " + ".join(told.plus) + "".join(f" − {name}" for name in told.minus)
    return f"jumlah {names}; satu baris {dataset} adalah {DATASETS[dataset].grain}"


def _method(material: Material) -> list[str]:
    return [
        "Semua angka dihitung dari catatan program menurut definisi di bawah ini: satu definisi untuk layar, laporan, dan Excel. "
        "Peserta yang berhenti tetap dihitung di penyebut. Sidik definisi berubah bila rumusnya berubah.",
        "Angka utama berasal dari laporan pendamping. Sebagian peserta dipilih acak dan diperiksa ulang oleh orang lain; angka terkoreksi "
        "dihitung berlapis menurut hasil yang dilaporkan (double sampling, Tenenbein 1970), dengan rentang yang pasti untuk "
        "jumlah peserta ini. Rentang per wilayah memakai rumus Wilson (1927).",
        "Nilai pendamping mengikuti instrumen yang dikunci sebelum bukti dibekukan, dibandingkan pada kelompok dampingan yang sama berat, "
        "dan disusutkan ke rata-rata sejauh buktinya sedikit. Peringkat hanya disebut bila keandalannya mencapai "
        "ambang.",
    ]
