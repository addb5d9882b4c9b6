"""What a long list costs to take along: it leaves piece by piece, and memory does not grow with its rows."""

import csv
import datetime
import io
import tracemalloc
from decimal import Decimal

import pytest
from django.http import HttpResponse, QueryDict
from django.test import Client, RequestFactory
from openpyxl import load_workbook

from dampingi.foundation.accounts.models import User
from dampingi.foundation.ui import lists, sheets, texts
from dampingi.foundation.ui.columns import Column
from dampingi.foundation.ui.lists import Listing, ListOf
from dampingi.foundation.ui.packing import PackedText
from dampingi.foundation.ui.states import State

COLUMNS = (Column("name", "Nama"), Column("count", "Jumlah", kind="number"))
ASKED = {"title": "usaha", "columns": COLUMNS, "conditions": [], "made_for": "Kepala"}
LIST = ListOf(name="orang", noun="orang", columns=(Column("name", "Nama", sort=("name",)),), order="name")


def rows(many):
    return ([f"Warung {n}", n] for n in range(many))


def peak(work):
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_workbook_of_ten_times_the_rows_needs_no_more_memory(monkeypatch):
    monkeypatch.setattr(sheets, "IN_MEMORY", 10_000)
    few, many = (peak(lambda n=n: sheets.workbook(rows=rows(n), **ASKED).close()) for n in (1_000, 10_000))
    assert many < few * 1.5


def test_the_control_rows_held_at_once_would_be_seen(monkeypatch):
    monkeypatch.setattr(sheets, "IN_MEMORY", 10_000)
    few, many = (
        peak(lambda n=n: sheets.workbook(rows=list(rows(n)), **ASKED).close()) for n in (1_000, 10_000)
    )
    assert many > few * 1.5


def test_a_large_workbook_leaves_piece_by_piece_and_tells_its_length(monkeypatch):
    monkeypatch.setattr(sheets, "IN_MEMORY", 5_000)
    answer = sheets.download(sheets.workbook(rows=rows(2_000), **ASKED), "usaha")
    assert answer.streaming
    body = answer.getvalue()
    assert int(answer["Content-Length"]) == len(body)
    assert load_workbook(io.BytesIO(body)).worksheets[0].max_row == 2_001


def test_a_small_workbook_is_one_answer():
    answer = sheets.download(sheets.workbook(rows=rows(3), **ASKED), "usaha")
    assert not answer.streaming
    assert load_workbook(io.BytesIO(answer.content)).worksheets[0]["B4"].value == 2


def test_text_begins_before_the_last_row_is_read():
    read = []

    def source():
        for row in rows(3 * texts.AT_ONCE):
            read.append(row)
            yield row

    pieces = iter(texts.download(COLUMNS, source(), "usaha"))
    next(pieces)
    next(pieces)
    assert len(read) == texts.AT_ONCE


def test_text_holds_every_row_and_reads_as_a_table():
    body = texts.download(COLUMNS, rows(1_234), "usaha").getvalue().decode("utf-8-sig")
    found = list(csv.reader(io.StringIO(body), delimiter=";"))
    assert found[0] == ["Nama", "Jumlah"]
    assert found[1:] == [[f"Warung {n}", str(n)] for n in range(1_234)]


@pytest.mark.parametrize(
    ("value", "kind", "written"),
    [
        (None, "number", ""),
        (0, "number", "0"),
        (-5, "money", "-5"),
        (Decimal("1.50"), "number", "1,50"),
        (0.25, "percent", "0,25"),
        (datetime.date(2026, 11, 28), "day", "2026-11-28"),
        (datetime.datetime(2026, 11, 27, 18, tzinfo=datetime.UTC), "day", "2026-11-28"),
        (datetime.datetime(2026, 11, 27, 18, 5, tzinfo=datetime.UTC), "moment", "2026-11-28 01:05"),
        ((State.GOOD, "aktif"), "state", "aktif"),
        ("=1+1", "text", "'=1+1"),
        ("@SUM(A1)", "text", "'@SUM(A1)"),
        ("-2+3+cmd|' /C calc'!A0", "text", "'-2+3+cmd|' /C calc'!A0"),
        ("+62 812-0000-0000", "text", "+62 812-0000-0000"),
    ],
)
def test_how_a_cell_is_written(value, kind, written):
    assert texts.text(value, kind) == written


@pytest.mark.django_db
def test_a_list_answers_as_text_when_asked(monkeypatch):
    User.objects.create(login="a@contoh.id", name="Ani; Budi")
    request = RequestFactory().get("/", {"unduh": "csv"})
    request.actor = type("Someone", (), {"name": "Kepala"})
    answer = lists.respond(request, LIST, User.objects.all(), "none.html")
    assert answer.getvalue().decode("utf-8-sig") == 'Nama\r\n"Ani; Budi"\r\n'


@pytest.mark.django_db
def test_text_is_offered_of_long_lists_only(monkeypatch):
    User.objects.create(login="a@contoh.id", name="Ani")
    assert Listing(LIST, User.objects.all(), QueryDict()).text_address == ""
    monkeypatch.setattr(lists, "LONG", 0)
    assert Listing(LIST, User.objects.all(), QueryDict()).text_address == "?unduh=csv"


@pytest.mark.parametrize(("kind", "packed"), [("text/html; charset=utf-8", True), (sheets.TYPE, False)])
def test_what_is_packed_already_is_not_packed_again(kind, packed):
    answer = PackedText(lambda request: HttpResponse(b"a" * 5_000, content_type=kind))(
        RequestFactory().get("/", headers={"Accept-Encoding": "gzip"})
    )
    assert answer.has_header("Content-Encoding") == packed


@pytest.mark.django_db
def test_the_site_packs_its_pages():
    assert Client().get("/masuk/", headers={"Accept-Encoding": "gzip"})["Content-Encoding"] == "gzip"
