"""`python -m benchmarks._export_here build ROWS | ours FORMAT LOGIN | openpyxl LOGIN`: each prints its figures as one line of JSON."""

import json
import sys
import tempfile
import time
from typing import Any

import django

from benchmarks._apart import cpu_s, peak_mb

LOGIN = "{}@contoh.id"


def build(rows: str) -> dict[str, Any]:
    """A register of that many businesses, and an office's person for the city and for its smallest kecamatan."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.models import Count, F
    from django.db.models.functions import Substr

    from benchmarks._register_city import CITY
    from benchmarks._register_city import build as fill
    from dampingi.records.businesses.models import Business
    from dampingi.records.search.postings import unwatch

    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
    unwatch()
    took = fill(int(rows))
    found = Business.objects.unscoped("benchmark").filter(archived_at=None)
    by = found.annotate(place=Substr(F("region"), 1, 8)).values_list("place").annotate(n=Count("pk"))
    least = min(by, key=lambda row: row[1])[0]
    return took | {"many": _person(CITY), "few": _person(least)}


def _person(region: str) -> str:
    from benchmarks._register_city import TODAY
    from dampingi.foundation.accounts.actions import add_user, assign
    from dampingi.foundation.accounts.actors import Actor
    from dampingi.foundation.accounts.permissions import Role

    by, login = Actor.for_system("benchmark"), LOGIN.format(region)
    user = add_user(by=by, login=login, name="Penyelenggara")
    day = TODAY.astype("datetime64[D]").astype(object)
    assign(by=by, user=user, role=Role.OFFICE, region=region, starts_on=day.replace(year=2020))
    return login


def ours(format: str, login: str) -> dict[str, Any]:
    """What the button does, read to the end."""
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    client.force_login(_user(login), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/usaha/").status_code == 200  # a server has loaded its code
    begun, cpu = time.perf_counter(), cpu_s()
    answer: Any = client.get("/usaha/", {"unduh": format})
    assert answer.status_code == 200, answer.status_code
    pieces = iter(answer) if not answer.streaming else iter(answer.streaming_content)
    size = lines = 0
    first = 0.0
    with tempfile.TemporaryFile() as kept:
        for piece in pieces:
            first = first or time.perf_counter() - begun
            size += len(piece)
            lines += piece.count(b"\n") if format == "csv" else 0
            kept.write(piece)
        took, cpu = time.perf_counter() - begun, cpu_s() - cpu
        most = peak_mb()
        rows = lines - 1 if format == "csv" else _rows(kept)
    return _told(rows, took, cpu, most) | {"file_mb": round(size / 2**20, 1), "first_byte_s": round(first, 2)}


def _rows(kept: Any) -> int:
    """As the sheet itself says, without the heads: read as a stream."""
    import re
    import zipfile

    kept.seek(0)
    with zipfile.ZipFile(kept) as book, book.open("xl/worksheets/sheet1.xml") as sheet:
        count = 0
        tail = b""
        while piece := sheet.read(1 << 20):
            held = tail + piece
            count += len(re.findall(rb"<row ", held))
            tail = held[-4:]
    return count - 1


def openpyxl(login: str) -> dict[str, Any]:
    """The same rows from the same reader, written by openpyxl."""
    from django.http import QueryDict
    from django.utils import timezone
    from openpyxl import Workbook

    from dampingi.foundation.accounts.queries import actor_of
    from dampingi.foundation.ui.lists import Listing
    from dampingi.pages.register.listing import businesses_list
    from dampingi.records.businesses.queries import businesses

    actor = actor_of(_user(login), on=timezone.localdate())
    listing = Listing(businesses_list(actor), businesses(actor), QueryDict())
    list(listing.page)
    begun, cpu, rows = time.perf_counter(), cpu_s(), 0
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Data")
    sheet.append([str(column.label) for column in listing.spec.columns])
    for row in listing._all_rows():
        sheet.append([_plain(value) for value in row])
        rows += 1
    with tempfile.TemporaryFile() as kept:
        book.save(kept)
        took, cpu = time.perf_counter() - begun, cpu_s() - cpu
    return _told(rows, took, cpu, peak_mb())


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return str(value[1])
    if hasattr(value, "tzinfo"):
        return value.replace(tzinfo=None)
    return value if value is None or isinstance(value, int | float) else str(value)


def _told(rows: int, took: float, cpu: float, most: float) -> dict[str, Any]:
    return {
        "rows": rows, "seconds": round(took, 2), "rows_per_s": round(rows / took), "rows_per_cpu_s": round(rows / cpu), "peak_mb": most,
    }  # fmt: skip


def _user(login: str) -> Any:
    from dampingi.foundation.accounts.models import User

    return User.objects.get(login=login)


if __name__ == "__main__":
    django.setup()
    step = {"build": build, "ours": ours, "openpyxl": openpyxl}[sys.argv[1]]
    print(json.dumps(step(*sys.argv[2:])))
