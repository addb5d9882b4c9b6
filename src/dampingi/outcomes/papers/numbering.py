"""Numbers of official papers: per office, kind and year, one after the other."""

import datetime

from django.db import transaction

from dampingi.outcomes.papers.models import NumberSeries

PATTERNS = {
    "assignment": "{no:03d}/ST-PENDAMPING/{year}",
    "certificate": "{no:03d}/TOT-PENDAMPING/{year}",
    "training": "{no:03d}/SERTIFIKAT-PELATIHAN/{year}",
    "agreement": "{no:03d}/PK-PENDAMPING/{year}",
    "honour": "{no:03d}/PIAGAM-WUB/{year}",
    "instrument": "{no:03d}/INSTRUMEN-EVALUASI/{year}",
    "panel": "{no:03d}/SK-TIM-PENILAI/{year}",
    "hearing": "{no:03d}/BA-PRESENTASI/{year}",
    "minutes": "{no:03d}/BA-EVALUASI/{year}",
    "decree": "{no:03d}/SK-PENDAMPING/{year}",
    "decision": "{no:03d}/KEP-PENDAMPING/{year}",
    "invitation": "{no:03d}/UNDANGAN/{year}",
    "notes": "{no:03d}/NOTULEN/{year}",
    "closing": "{no:03d}/BA-PENUTUPAN/{year}",
    "round_minutes": "{no:03d}/BA-PEMANTAUAN/{year}",
    "pilots": "{no:03d}/SK-KOPERASI/{year}",
    "reconciliation": "{no:03d}/BA-REKONSILIASI/{year}",
    "forum": "{no:03d}/BA-FORUM-PD/{year}",
    "equipment_decree": "{no:03d}/SK-BANTUAN-ALAT/{year}",
    "equipment_bast": "{no:03d}/BAST-ALAT/{year}",
}


def next_number(*, office: str, kind: str, on: datetime.date) -> str:
    """Take the next number; inside the transaction that uses it, so that a paper that fails leaves no gap."""
    with transaction.atomic():
        NumberSeries.objects.get_or_create(region=office, kind=kind, year=on.year)
        series = NumberSeries.objects.select_for_update().get(region=office, kind=kind, year=on.year)
        series.last += 1
        series.save(update_fields=["last"])
    return written(kind, series.last, on)


def lock_series(*, office: str, kind: str, on: datetime.date) -> None:
    """Whoever holds it is alone with the series until their transaction ends."""
    NumberSeries.objects.get_or_create(region=office, kind=kind, year=on.year)
    NumberSeries.objects.select_for_update().get(region=office, kind=kind, year=on.year)


def coming_number(*, office: str, kind: str, on: datetime.date) -> str:
    """What the next one would be, for showing."""
    last = NumberSeries.objects.filter(region=office, kind=kind, year=on.year).values_list("last", flat=True)
    return written(kind, (last.first() or 0) + 1, on)


def written(kind: str, no: int, on: datetime.date) -> str:
    return PATTERNS[kind].format(no=no, year=on.year)
