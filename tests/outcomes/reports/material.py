"""A small invented city as material for a report: every number drawn from a seed, none of it real."""

import datetime
import random
from decimal import Decimal

from dampingi.engines.appraisal import Stratum, headline
from dampingi.engines.indicators import Figure
from dampingi.foundation.definitions import load
from dampingi.insight.monitoring.catalogue import catalogue
from dampingi.insight.monitoring.periods import Period
from dampingi.insight.monitoring.values import Values
from dampingi.insight.monitoring.ways import path_of
from dampingi.outcomes.reports.composing import Counts, Evaluated, Material, Place, StageDue, Unit

PARTS = [
    "Beji",
    "Bojongsari",
    "Cilodong",
    "Cimanggis",
    "Cinere",
    "Cipayung",
    "Limo",
    "Pancoran Mas",
    "Sawangan",
    "Sukmajaya",
    "Tapos",
]
STAGES = [
    ("verifikasi", "Verifikasi data", "2026-03-31"),
    ("masalah", "Identifikasi masalah", "2026-05-15"),
    ("akses", "Pendampingan akses", "2026-07-31"),
    ("tugas", "Pengumpulan tugas", "2026-09-15"),
    ("evaluasi", "Evaluasi kemajuan", "2026-10-31"),
]
MONTHS = [datetime.date(2026, m, 1) for m in range(2, 12)]
AS_OF = datetime.date(2026, 11, 21)
REGION = "32.76"


def made(*, seed: int = 7, evaluated: bool = True, targets: bool = True) -> Material:
    dice = random.Random(seed)
    parts = [Place(f"{REGION}.{n:02d}", name) for n, name in enumerate(PARTS, start=1)]
    villages = [
        Place(f"{p.code}.{1001 + n}", f"{p.name} {n + 1}")
        for p in parts
        for n in range(dice.choice([4, 5, 6, 7]))
    ]
    by_part = values(dice, ("kecamatan",), [(p.code,) for p in parts], people=(100, 240))
    whole = added(by_part)
    constraints = load("constraints")
    share = {p.code: dice.uniform(0.3, 0.9) for p in parts}
    return Material(
        programme={
            "id": "01900000-0000-7000-8000-000000000001",
            "code": "WUB-2026",
            "name": "Wirausaha Baru 2026",
            "starts_on": "2026-02-01",
            "ends_on": "2026-11-30",
        },
        region=Place(REGION, "Kota Contoh"),
        as_of=AS_OF,
        division="kecamatan",
        parts=parts,
        villages=villages,
        indicators=list(catalogue().values()),
        paths=paths(_targets()) if targets else {},
        whole=whole,
        by_part=by_part,
        by_stage=values(dice, ("stage",), [(s,) for s, _n, _d in STAGES], people=(1500, 2000)),
        by_part_stage=values(
            dice,
            ("kecamatan", "stage"),
            [(p.code, s) for p in parts for s, _n, _d in STAGES],
            people=(100, 200),
        ),
        by_month=values(dice, ("month",), [(f"{m:%Y-%m}",) for m in MONTHS], people=(600, 1200)),
        constraints=_counted(
            ("kecamatan", "constraint"),
            {
                (p.code, c["code"]): int(dice.expovariate(1 / 25) * share[p.code])
                for p in parts
                for c in constraints
            },
        ),
        village_constraints=_counted(
            ("kelurahan",), {(v.code,): int(dice.uniform(10, 80)) for v in villages}
        ),
        village_enrolled=values(dice, ("kelurahan",), [(v.code,) for v in villages], people=(20, 40)),
        stages=[StageDue(c, n, datetime.date.fromisoformat(d)) for c, n, d in STAGES],
        constraint_fields={c["code"]: c["field"] for c in constraints},
        constraint_names={c["code"]: c["name"] for c in constraints},
        counts=Counts(
            2874,
            312,
            448,
            2114,
            96,
            81,
            1290,
            {"kota": 7, "kecamatan": 11, "kelurahan": 63},
            18452,
            132,
            1893,
            254,
        ),
        headline=_headline(whole.of("pass_rate")),
        evaluated=_evaluated(dice, villages, parts) if evaluated else None,
        months=MONTHS,
    )


def _headline(recorded: Figure):
    failed = recorded.denominator - recorded.numerator
    return headline(Stratum(recorded.numerator, 187, 172), Stratum(failed, 67, 6))


def values(dice, grouping, groups, *, people) -> Values:
    figures: dict[str, dict[tuple[str, ...], Figure]] = {}
    for code, told in catalogue().items():
        figures[code] = {}
        for group in groups:
            n = dice.randint(*people)
            rate = {
                "proportion": dice.uniform(0.6, 0.93),
                "change": dice.uniform(0.02, 0.3),
                "mean": dice.uniform(0.4, 1.4),
            }
            figures[code][group] = Figure(int(n * rate[told.kind]), n)
    return Values("WUB-2026", REGION, Period(MONTHS[0], AS_OF), grouping, catalogue(), figures)


def added(parts: Values) -> Values:
    whole = {code: {(): sum(groups.values(), Figure(0, 0))} for code, groups in parts.figures.items()}
    return Values(parts.programme, parts.region, parts.period, (), parts.indicators, whole)


def _counted(grouping, counts) -> Values:
    figures = {"constraints_resolved": {group: Figure(0, n) for group, n in counts.items()}}
    return Values("WUB-2026", REGION, Period(MONTHS[0], AS_OF), grouping, catalogue(), figures)


def paths(targets: dict[str, Decimal]):
    """Each on its usual course through the year."""
    span = Period(datetime.date(2026, 2, 1), datetime.date(2026, 11, 30))
    return {
        code: path_of(catalogue()[code], t, baseline=None, course="", span=span)
        for code, t in targets.items()
    }


def _targets() -> dict[str, Decimal]:
    told = {
        "pass_rate": "0.8",
        "participation": "0.8",
        "stage_timeliness": "0.85",
        "verified_share": "1",
        "new_nib": "0.6",
    }
    told |= {
        "turnover_change": "0.15",
        "weeks_with_sales": "0.75",
        "report_punctuality": "0.9",
        "visits_per_participant": "1",
    }
    return {code: Decimal(value) for code, value in told.items()}


def _evaluated(dice, villages, parts) -> Evaluated:
    def unit(name: str, place: str, spread: float, top: float | None = None) -> Unit:
        score = dice.gauss(72, 7)
        sufficient = dice.random() > 0.25
        band = "Sangat baik" if score > 80 else "Baik" if score > 68 else "Cukup"
        return Unit(
            name, place, dice.randint(18, 40), score, score - spread, score + spread, band, sufficient, top
        )

    return Evaluated(
        name="Penilaian pendamping 2026",
        computed_on=datetime.date(2026, 11, 18),
        inputs_hash="9f" * 32,
        level=0.9,
        gate=0.7,
        least=10,
        top=10,
        reliability=0.58,
        team_reliability=0.81,
        bands=["Sangat baik", "Baik", "Cukup", "Perlu pembinaan"],
        groups={
            "Pendamping kelurahan": [unit(f"Pendamping {v.name}", v.name, 11) for v in villages],
            "Pendamping kecamatan": [unit(f"Pendamping {p.name}", p.name, 9) for p in parts],
        },
        teams=[
            unit(f"Tim {p.name}", p.name, 5, 0.9 if p.name in ("Cinere", "Tapos") else 0.1) for p in parts
        ],
        cautions=["Satu pendamping satu kelurahan: pengaruh orang dan tempat tidak dapat dipisahkan."],
    )
