"""The timeline of a business: every kind of event, who reads which, in which order, with how many queries."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dampingi.capture.imports.models import Import
from dampingi.pages.profiles.events import KINDS, events_of
from dampingi.pages.profiles.events.story import Story
from dampingi.records.businesses import actions
from dampingi.records.businesses.intake import ChannelNote, ConstraintNote, PersonIntake, VerificationNote
from dampingi.records.centres.actions import add_unit, occupy, open_centre
from dampingi.records.interventions.actions import add_takers, note_intervention
from dampingi.records.interventions.intake import InterventionIntake
from dampingi.records.mentoring.actions import record_growth, record_visits
from dampingi.records.mentoring.intake import GrowthIntake, VisitIntake
from dampingi.records.programmes.models import Enrolment
from tests.records.conftest import HERE, NEXT, SYSTEM

pytestmark = pytest.mark.usefixtures("july")
DAY = datetime.date(2026, 7, 1)


@pytest.fixture
def business(town):
    return town.first.business


def story(town, business, who="office", *, reached=True):
    found = Enrolment.objects.unscoped("test").filter(business=business) if reached else []
    rows = list(found.select_related("programme", "person")) if reached else []
    return Story(town.actor(who), business, rows, open_contact=who == "office")


def told(town, business, **how):
    return events_of(story(town, business, **how))


def live(town, business):
    """A bit of everything that can happen."""
    office = town.actor("office")
    actions.edit_business(
        by=office, business=business.id, values={"product": "abon", "phone": "+6281270001111"}
    )
    actions.verify_businesses(by=town.actor("camat"), rows=[VerificationNote(business.id, "call")])
    (note,) = actions.note_constraints(by=office, rows=[ConstraintNote(business.id, "fin_capital", DAY)])
    actions.resolve_constraint(by=office, constraint=note.id, on=DAY, how="finance")
    actions.note_channels(by=office, rows=[ChannelNote(business.id, "market", DAY)])
    actions.set_channels(by=office, business=business.id, codes=[], on=DAY)
    actions.close_business(by=office, business=business.id, reason="seasonal", on=DAY)
    actions.reopen_business(by=office, business=business.id, on=DAY)
    actions.move_business(
        by=office, business=business.id, region=NEXT, address="X", on=DAY, reason="Sewa habis"
    )
    actions.change_owner(
        by=office, business=business.id, on=DAY, reason="Dijual", owner=PersonIntake(name="Tono", region=HERE)
    )
    actions.archive_business(by=office, business=business.id, reason="Kembar")
    actions.restore_business(by=office, business=business.id, reason="Bukan")
    _visited(town)
    _grown(town)
    business.refresh_from_db()


def _visited(town, day=DAY):
    visit = VisitIntake(town.first.id, town.mentor("ana").id, day, 60, "verifikasi")
    record_visits(by=town.actor("ana"), rows=[visit], origin=town.origin)


def _grown(town):
    row = GrowthIntake(town.first.id, datetime.date(2026, 6, 1), 5_000_000, 1, 2, 1, 4, has_nib=False)
    record_growth(by=SYSTEM, rows=[row])


def test_all_of_it_is_told_with_its_kind(town, business):
    live(town, business)
    titles = [e.title for e in told(town, business)]
    for words in (
        "Usaha dicatat", "Data diubah", "Ada dan sesuai, dilihat lewat telepon", "Kendala dicatat", "Kendala teratasi", "Tutup: Usaha musiman",
        "Buka kembali", "Pindah ke", "Berganti pemilik: Tono", "Diarsipkan", "Dipulihkan", "Menjadi peserta",
        "Mulai didampingi Ana", "Mulai berjualan lewat ", "Tidak lagi berjualan lewat ", "Kunjungan: ", "Omzet Juni 2026",
    ):  # fmt: skip
        assert any(title.startswith(words) for title in titles), words
    assert {e.kind for e in told(town, business)} <= set(KINDS)


def test_it_says_what_changed_why_and_who(town, business):
    live(town, business)
    found = {e.title.partition(":")[0]: e for e in told(town, business)}
    edit = found["Data diubah"]
    assert "Produk: – → abon" in edit.text
    assert "0812-7000-1111" in edit.text
    assert edit.who == "Office · formulir"
    move = next(e for e in told(town, business) if e.title.startswith("Pindah ke"))
    assert move.text.startswith("Sewa habis. Wilayah: ")
    assert move.at == DAY
    assert all(
        e.href for e in told(town, business) if e.kind in ("kunjungan", "kendala", "program", "perkembangan")
    )


def test_what_came_in_a_sheet_leads_to_it_for_those_who_import(town, business):
    sheet = Import.objects.create(
        name="direktori.xlsx", sha256="0" * 64, size=1, kind="businesses", region="32.76", by_label="test",
        origin=town.origin,
    )  # fmt: skip
    came = next(e for e in told(town, business) if e.title == "Usaha dicatat")
    assert came.text == "Dari lembar direktori.xlsx"
    assert str(sheet.id) in came.href
    for who in ("coordinator", "ana", "participant"):
        came = next(e for e in told(town, business, who=who) if e.title == "Usaha dicatat")
        assert (came.text, came.href) == ("", "")


def test_newest_first_and_the_clock_settles_one_day(town, business):
    live(town, business)
    events = told(town, business)
    assert [e.at for e in events] == sorted((e.at for e in events), reverse=True)
    order = [e.title for e in events if e.kind == "hidup"]
    assert order.index("Dipulihkan") < order.index("Diarsipkan")


def test_who_does_not_see_contacts_reads_no_phone_nor_address(town, business):
    live(town, business)
    shown = " ".join(e.text for e in told(town, business, who="head"))
    assert "0812-7000-1111" not in shown
    assert "••11" in shown


def test_without_the_participation_in_reach_only_the_register_is_told(town, business):
    live(town, business)
    kinds = {e.kind for e in told(town, business, reached=False)}
    assert kinds == {"data", "hidup", "verifikasi", "kendala"}


def test_the_number_of_queries_does_not_grow_with_what_happened(town, business):
    def asked():
        here = story(town, business)
        with CaptureQueriesContext(connection) as found:
            events_of(here)
        return len(found)

    few = asked()
    live(town, business)
    some = asked()
    for month in (4, 5, 6):
        _visited(town, datetime.date(2026, month, 10))
    for name in ("A", "B", "C"):
        actions.edit_business(by=town.actor("office"), business=business.id, values={"product": name})
    assert asked() <= some
    assert some <= few + 5  # names of places and people are asked for where there are some


def test_what_helped_it_to_sell_is_told(town, business):
    told_ = InterventionIntake(kind="fair", title="Bazar Juli", region=HERE, starts_on=DAY, ends_on=DAY)
    made = note_intervention(by=SYSTEM, told=told_)
    add_takers(by=SYSTEM, intervention=made.id, businesses=[business.id])
    centre = open_centre(by=SYSTEM, region=HERE, name="Sentra", place="Jalan Melati")
    unit = add_unit(by=SYSTEM, centre=centre.id, code="A-1", kind="kiosk")
    occupy(
        by=SYSTEM,
        unit=unit.id,
        business=business.id,
        starts_on=datetime.date(2026, 7, 20),
        ends_on=datetime.date(2027, 7, 19),
    )
    titles = {e.title: e for e in told(town, business)}
    assert titles["Intervensi pemasaran: Bazar Juli"].at == DAY
    assert "Menempati unit A-1 di Sentra" in titles
    assert not any("Meninggalkan" in t for t in titles)
