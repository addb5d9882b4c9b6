"""Numbers of official papers: per office, kind and year, one after the other."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.foundation.errors import Conflict
from dampingi.outcomes.papers.kinds import LOOKS
from dampingi.outcomes.papers.models import NumberSeries, Paper


def lock_series(*, office: str, kind: str, on: datetime.date) -> NumberSeries:
    """Whoever holds it is alone with the series until their transaction ends."""
    NumberSeries.objects.get_or_create(region=office, kind=kind, year=on.year)
    return NumberSeries.objects.select_for_update().get(region=office, kind=kind, year=on.year)


def free_number(*, office: str, kind: str, on: datetime.date, own: str = "") -> str:
    """The office's own number, taken once; else the next of the series, stepping over those the office gave itself."""
    if own and _taken(office, kind, own):
        raise Conflict(_("Nomor %(number)s sudah dipakai surat lain.") % {"number": own})
    number = own or next_number(office=office, kind=kind, on=on)
    while not own and _taken(office, kind, number):
        number = next_number(office=office, kind=kind, on=on)
    return number


def _taken(office: str, kind: str, number: str) -> bool:
    used = Paper.objects.unscoped("is a number free?").filter(kind=kind, office=office)
    return used.filter(number=number).exists()


def next_number(*, office: str, kind: str, on: datetime.date) -> str:
    """Take the next number; inside the transaction that uses it, so that a paper that fails leaves no gap."""
    with transaction.atomic():
        series = lock_series(office=office, kind=kind, on=on)
        series.last += 1
        series.save(update_fields=["last"])
    return written(kind, series.last, on)


def coming_number(*, office: str, kind: str, on: datetime.date) -> str:
    """What the next one would be, for showing."""
    last = NumberSeries.objects.filter(region=office, kind=kind, year=on.year).values_list("last", flat=True)
    return written(kind, (last.first() or 0) + 1, on)


def written(kind: str, no: int, on: datetime.date) -> str:
    return f"{no:03d}/{LOOKS[Paper.Kind(kind)].series}/{on.year}"
