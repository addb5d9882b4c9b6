"""What lists tell of the life of businesses: how they sell, that they closed; and those no longer listed."""

import pytest

from dampingi.capture.imports.actions import (
    ask_for_verification,
    bring_sheet,
    commit_import,
    decide_fields,
    undo_import,
)
from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.errors import Conflict
from dampingi.foundation.kbli.queries import change, titles
from dampingi.records.businesses.actions import close_business, set_channels, verify_business
from dampingi.records.businesses.intake import VerificationNote
from dampingi.records.businesses.models import Business, Channel, Closure
from dampingi.records.verification.queries import waiting
from tests.capture.imports.conftest import CITY, sheet_of
from tests.records.conftest import someone

HEAD = ["Nama Usaha", "Nama Pemilik", "Alamat", "Kelurahan", "Kecamatan", "No HP", "Produk", "Kanal Penjualan", "Status Usaha"]  # fmt: skip
PLACE = ("Mekarjaya", "Sukmajaya")
COORDINATOR = someone(Role.COORDINATOR, CITY)


def row(name, owner, phone, sells="", status=""):
    return [name, owner, f"Jl. {owner} 1", *PLACE, phone, "kue", sells, status]


ANI, BUDI = ("Kue Ani", "Ani Lestari", "081211111111"), ("Kopi Budi", "Budi Santoso", "081222222222")
CICI = ("Tahu Cici", "Cici Rahayu", "081233333333")


def brought(by, *rows, name="d.xlsx"):
    return bring_sheet(by=by, content=sheet_of([HEAD, *rows]), name=name, kind="businesses", region=CITY)


def imported(by, *rows, name="d.xlsx"):
    return commit_import(by=by, sheet=brought(by, *rows, name=name))


def business(name):
    return Business.objects.unscoped("test").get(name=name)


def sells(name):
    rows = Channel.objects.unscoped("test").filter(business__name=name, until=None)
    return set(rows.values_list("code", flat=True))


def closed():
    return set(
        Closure.objects.unscoped("test").filter(reopened_on=None).values_list("business__name", flat=True)
    )


def test_new_businesses_come_with_their_channels_and_closed_ones_as_closed(office, places):
    sheet = imported(office, row(*ANI, "Shopee, titip warung", "Aktif"), row(*BUDI, "pasar", "Tutup"))
    assert sells("Kue Ani") == {"shopee", "consignment"}
    assert sells("Kopi Budi") == {"market"}
    assert closed() == {"Kopi Budi"}
    told = Closure.objects.unscoped("test").get()
    assert (told.reason, told.origin_id) == ("unknown", sheet.origin_id)


def test_what_cannot_be_kept_is_told(office, places):
    sheet = imported(office, row(*ANI, "Shopee, merpati", ""), row(*BUDI, "", "libur"))
    assert sells("Kue Ani") == {"shopee"}
    assert closed() == set()
    found = {(p["field"], p["count"], p["severity"]) for p in sheet.summary["problems"]}
    assert found == {("channels", 1, "warn"), ("status", 1, "warn")}


def test_the_same_list_again_changes_nothing(office, places):
    for _ in range(2):
        done = imported(office, row(*ANI, "IG", "aktif"), row(*BUDI, "pasar", "tutup"))
    assert done.summary["rows"]["changed"] == 0
    assert Channel.objects.unscoped("test").count() == 2


def test_a_newer_edition_closes_opens_again_and_adds_channels(office, places):
    imported(office, row(*ANI, "pasar", "aktif"), row(*BUDI, "", "tutup"))
    done = imported(office, row(*ANI, "Shopee", "tutup"), row(*BUDI, "", "aktif"))
    assert done.summary["rows"]["changed"] == 2
    assert done.summary["applied"]["records"] == 2
    assert closed() == {"Kue Ani"}
    assert sells("Kue Ani") == {"market", "shopee"}


def test_who_was_closed_by_a_person_stays_closed_unless_somebody_takes_the_lists_word(office, places):
    imported(office, row(*ANI, "", ""), row(*BUDI))
    close_business(
        by=office, business=business("Kue Ani").id, reason="died", on=business("Kue Ani").created_at.date()
    )
    imported(office, row(*ANI, "", "aktif"), row(*BUDI))
    assert closed() == {"Kue Ani"}
    sheet = brought(office, row(*ANI, "WA", "aktif"), row(*BUDI))
    assert sheet.summary["rows"]["conflict"] == 0  # the earlier edition said so already
    commit_import(by=office, sheet=sheet)
    assert closed() == {"Kue Ani"}


def test_a_conflict_about_closing_is_settled_for_the_list_where_that_is_chosen(office, places):
    imported(office, row(*ANI), row(*BUDI))
    close_business(
        by=office, business=business("Kue Ani").id, reason="died", on=business("Kue Ani").created_at.date()
    )
    sheet = brought(office, row(*ANI, "", "aktif"), row(*BUDI))
    assert sheet.summary["rows"]["conflict"] == 1
    decide_fields(by=office, sheet=sheet, fields={"status": "daftar"})
    sheet.refresh_from_db()
    commit_import(by=office, sheet=sheet)
    assert closed() == set()


def test_undoing_takes_closing_opening_and_channels_back(office, places):
    imported(office, row(*ANI, "pasar", "aktif"), row(*BUDI, "", "tutup"), row(*CICI))
    done = imported(office, row(*ANI, "Shopee", "tutup"), row(*BUDI, "", "aktif"), row(*CICI, "WA", ""))
    set_channels(
        by=office, business=business("Tahu Cici").id, codes=[], on=business("Tahu Cici").created_at.date()
    )
    undo_import(by=office, sheet=done)
    assert closed() == {"Kopi Budi"}
    assert sells("Kue Ani") == {"market"}
    assert (
        Channel.objects.unscoped("test").filter(business__name="Tahu Cici").count() == 1
    )  # what a person ended since stays


@pytest.fixture
def gone(office, places):
    """Budi and Cici, of whom Cici was verified, are in the first edition only."""
    imported(office, row(*ANI), row(*BUDI), row(*CICI))
    verify_business(by=COORDINATOR, row=VerificationNote(business("Tahu Cici").id, "visit"))
    return brought(office, row(*ANI, "WA"), name="baru.xlsx")


def queue():
    return set(waiting(COORDINATOR).filter(standing="unlisted").values_list("name", flat=True))


def test_those_no_longer_listed_are_left_alone_by_themselves(office, gone):
    commit_import(by=office, sheet=gone)
    assert queue() == set()
    assert business("Tahu Cici").standing == "confirmed"


def test_they_are_sent_into_the_queue_with_the_list(office, gone):
    decide_fields(by=office, sheet=gone, fields={}, gone="verifikasi")
    gone.refresh_from_db()
    commit_import(by=office, sheet=gone)
    assert queue() == {"Kopi Budi", "Tahu Cici"}


def test_or_later_by_one_button(office, gone):
    with pytest.raises(Conflict):
        ask_for_verification(by=office, sheet=gone)
    done = commit_import(by=office, sheet=gone)
    assert ask_for_verification(by=office, sheet=done) == 2
    assert queue() == {"Kopi Budi", "Tahu Cici"}
    verify_business(by=COORDINATOR, row=VerificationNote(business("Kopi Budi").id, "visit"))
    assert queue() == {"Tahu Cici"}


def test_undoing_the_list_withdraws_what_nobody_has_looked_at(office, gone):
    done = commit_import(by=office, sheet=gone)
    ask_for_verification(by=office, sheet=done)
    verify_business(
        by=COORDINATOR, row=VerificationNote(business("Kopi Budi").id, "visit", "kosong", outcome="not_found")
    )
    undo_import(by=office, sheet=done)
    assert business("Kopi Budi").standing == "not_found"
    assert business("Tahu Cici").standing == "confirmed"


def test_a_code_that_stands_only_in_the_other_edition_of_kbli_is_recorded_by_that_one(office, places):
    head = ["Nama Usaha", "Nama Pemilik", "Kelurahan", "KBLI 2025"]
    absent = next(code for code in titles("2020") if change(code) == "absent")
    rows = [
        ["Kue Ani", "Ani", "Mekarjaya", absent],
        ["Kopi Budi", "Budi", "Mekarjaya", next(iter(titles("2025")))],
    ]
    sheet = bring_sheet(
        by=office, content=sheet_of([head, *rows]), name="d.xlsx", kind="businesses", region=CITY
    )
    done = commit_import(by=office, sheet=sheet)
    assert (business("Kue Ani").kbli, business("Kue Ani").kbli_edition) == (absent, "2020")
    assert business("Kopi Budi").kbli_edition == "2025"
    assert [(p["field"], p["count"]) for p in done.summary["problems"]] == [("kbli", 1)]
