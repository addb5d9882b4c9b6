"""Readers of single cells. Each takes whatever a cell may hold and returns a value, None (empty) or a `Fault`."""

from __future__ import annotations

from collections.abc import Callable

from dampingi.engines.sheets.values.choices import sex as read_sex
from dampingi.engines.sheets.values.choices import status, yes_no
from dampingi.engines.sheets.values.coordinates import latitude, longitude, position
from dampingi.engines.sheets.values.dates import date, year
from dampingi.engines.sheets.values.identifiers import kbli, nib, nik, npwp, registration
from dampingi.engines.sheets.values.money import balance, money
from dampingi.engines.sheets.values.numbers import integer, percent
from dampingi.engines.sheets.values.phones import phones
from dampingi.engines.sheets.values.text import email, name, text

Reader = Callable[[object], object]

READERS: dict[str, Reader] = {
    "text": text,
    "name": name,
    "email": email,
    "phones": phones,
    "date": date,
    "year": year,
    "money": money,
    "balance": balance,
    "integer": integer,
    "percent": percent,
    "sex": read_sex,
    "yes_no": yes_no,
    "nik": nik,
    "nib": nib,
    "registration": registration,
    "npwp": npwp,
    "kbli": kbli,
    "status": status,
    "latitude": latitude,
    "longitude": longitude,
    "position": position,
}

__all__ = ["READERS", "Reader"]
