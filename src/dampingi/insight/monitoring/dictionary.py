"""The data dictionary: every indicator and dataset in the form Satu Data Indonesia asks of a published table.

Always Indonesian, whatever language the reader of the screens chose: it is an official text, and a file that is compared.
"""

from collections.abc import Iterable

from django.utils.translation import override

from dampingi.engines.indicators import Dataset, Indicator, Measure
from dampingi.insight.facts.datasets import DATASETS
from dampingi.insight.indicators.wording import AREAS, STEPS
from dampingi.insight.monitoring.catalogue import catalogue
from dampingi.insight.monitoring.dashboard.wording import GROUPINGS

MEASURES = {
    "proportion": "proporsi: bagian dari seluruhnya",
    "change": "perubahan terhadap titik awal",
    "mean": "rata-rata per satuan",
}
DIRECTIONS = {"up": "makin tinggi makin baik", "down": "makin rendah makin baik"}
SIGNS = {"equal": "=", "unlike": "≠", "at_least": "≥", "at_most": "≤", "above": ">", "below": "<"}
OPENING = """# Kamus data

Dibuat dari definisi yang dipakai untuk menghitung: `dampingi dictionary --out docs/kamus-data.md`. Jangan diubah dengan tangan.

Setiap angka adalah jumlah pembilang dibagi jumlah penyebut; keduanya bilangan bulat, dan pembagian dilakukan terakhir. Edisi adalah
SHA-256 dari definisi: definisi yang berubah berarti edisi yang lain. Wilayah memakai kode Kemendagri (provinsi `32`, kota `32.76`,
kecamatan `32.76.05`, kelurahan `32.76.05.1003`) yang berlaku pada hari kejadian.
"""


def dictionary() -> str:
    """Markdown: the indicators in their order, then the datasets they count."""
    with override("id"):
        parts = [OPENING, "## Indikator\n", *map(_indicator, catalogue().values())]
        parts += ["## Kumpulan data\n", *map(_dataset, DATASETS.values())]
    return "\n".join(parts)


def _indicator(said: Indicator) -> str:
    dataset = DATASETS[said.dataset]
    return f"### {said.name} (`{said.code}`)\n\n" + _table(
        ("keterangan", "isi"),
        [
            ("konsep", said.name),
            ("kegunaan", said.why),
            ("definisi", said.formula),
            ("rumus", f"Σ pembilang / Σ penyebut dari [`{dataset.name}`](#{dataset.name})"),
            ("pembilang", _measure(said.numerator, dataset)),
            ("penyebut", _measure(said.denominator, dataset)),
            *([("hanya baris dengan", _conditions(said))] if said.filter else []),
            ("bidang", str(AREAS[said.area]).lower() if said.area != "plut" else str(AREAS[said.area])),
            ("tingkat dalam teori program", str(STEPS[said.step]).lower() if said.step else "-"),
            ("ukuran", f"{MEASURES[said.kind]}; {DIRECTIONS[said.direction]}"),
            ("satuan", said.unit),
            ("klasifikasi", ", ".join(str(GROUPINGS[name]) for name in said.groupings)),
            ("sumber", said.source),
            ("batasan", said.limits),
            ("sasaran", said.target or "-"),
            ("edisi", f"`{said.hash}`"),
        ],
    )


def _measure(measure: Measure, dataset: Dataset) -> str:
    """`products` - `base_products`: produk yang ditawarkan, dikurangi produk pada titik awal."""
    terms = [("+", name) for name in measure.plus] + [("-", name) for name in measure.minus]
    formula = " ".join(f"{sign} `{name}`" for sign, name in terms).removeprefix("+ ")
    words = [dataset.columns[name].says for name in measure.plus]
    words += [f"dikurangi {dataset.columns[name].says}" for name in measure.minus]
    return f"{formula}: {', '.join(words)}"


def _conditions(said: Indicator) -> str:
    return " dan ".join(f"`{c.column}` {SIGNS[c.operator]} {c.value}" for c in said.filter)


def _dataset(dataset: Dataset) -> str:
    return (
        f'### <a id="{dataset.name}"></a>`{dataset.name}`\n\n{dataset.says}\n\nSatu baris: {dataset.grain}.\n\n'
        + _table(("kolom", "isi"), [(f"`{name}`", column.says) for name, column in dataset.columns.items()])
    )


def _table(head: tuple[str, str], rows: Iterable[tuple[str, str]]) -> str:
    lines = [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in (head, *rows)]
    return "\n".join([lines[0], "|---|---|", *lines[1:]]) + "\n"
