"""/peserta/<id>/kontak/ and /kontak/: messages that somebody says they sent, and nothing else."""

import datetime
import io

import pytest
from openpyxl import load_workbook

from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.errors import Refused
from dampingi.records.businesses.models import Person
from dampingi.records.contacts.actions import note_attempt
from dampingi.records.contacts.models import Attempt
from dampingi.records.programmes.actions import withdraw
from tests.records.conftest import SYSTEM
from tests.records.town import TODAY

pytestmark = pytest.mark.usefixtures("july")


def kept():
    return Attempt.objects.unscoped("test")


def noted(town, who="ana", n=0, back=""):
    return town.client(who).post(f"/peserta/{town.enrolments[n].id}/kontak/", query_params={"back": back})


def test_opening_whatsapp_records_nothing_saying_it_was_sent_does(town):
    ana = town.client("ana")
    ana.get("/hari-ini/")
    assert not kept().exists()
    answer = noted(town, back="today")
    assert (answer.status_code, answer["Location"]) == (302, "/hari-ini/")
    made = kept().get()
    assert (made.enrolment, made.on, made.way, made.by_name) == (town.first, TODAY, "whatsapp", "Ana")
    event = AuditEvent.objects.get(action="note_contact_attempt")
    assert (event.subject_id, event.detail) == (str(town.first.id), {"way": "whatsapp"})


def test_twice_a_day_is_once_and_the_next_day_is_another(town):
    for _ in range(2):
        assert noted(town).status_code == 302
    assert kept().count() == 1
    assert AuditEvent.objects.filter(action="note_contact_attempt").count() == 1
    note_attempt(by=town.actor("ana"), enrolment=town.first.id, today=TODAY + datetime.timedelta(days=1))
    assert kept().count() == 2


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("budi", 404),
        ("elsewhere", 404),
        ("participant", 403),
        ("partner", 403),
        ("province", 403),
        ("stranger", 302),
    ],
)
def test_nobody_records_for_those_of_others(town, who, status):
    assert noted(town, who).status_code == status
    assert not kept().exists()


def test_the_office_and_the_mentor_of_the_kecamatan_write_too(town):
    assert [noted(town, who).status_code for who in ("office", "camat")] == [302, 302]
    assert kept().count() == 2


def test_who_left_is_no_longer_written_to(town):
    withdraw(by=SYSTEM, enrolment=town.first.id, reason="moved", on=TODAY)
    with pytest.raises(Refused, match="berhenti"):
        note_attempt(by=town.actor("office"), enrolment=town.first.id)


def test_no_answer_leads_out_of_the_site(town):
    for back in ("https://contoh.id/", "//contoh.id", "logout", "login", "x" * 300):
        assert noted(town, back=back)["Location"] == f"/peserta/{town.first.id}/"


def test_the_list_of_who_may_stop_asks_beside_each_message(town):
    Person.objects.unscoped("test").filter(id=town.first.person_id).update(phone="+6289900001234")
    where = f"/peserta/{town.first.id}/kontak/?back=participation"
    shown = town.client("ana").get("/partisipasi/").content.decode()
    assert f'data-sends="{where}"' in shown
    assert f'action="{where}" hidden' in shown
    assert noted(town, back="participation")["Location"] == "/partisipasi/"
    assert "terkirim 20 Jul 2026" in town.client("ana").get("/partisipasi/").content.decode()


@pytest.mark.parametrize("page", ["/", "/hari-ini/", "/peserta/{}/"])
def test_where_whatsapp_opens_one_is_asked_once_a_day_whether_it_was_sent(town, page):
    Person.objects.unscoped("test").filter(id=town.first.person_id).update(phone="+6289900001234")
    asked = f'id="terkirim-{town.first.id}"'

    def shown():
        return town.client("ana").get(page.format(town.first.id)).content.decode()

    assert asked in shown()
    assert "Pesan WhatsApp terkirim" not in shown()
    noted(town)
    assert asked not in shown()
    assert "Pesan WhatsApp terkirim 20 Jul 2026" in shown()


def test_the_list_is_as_wide_as_the_reader_s_reach_and_taken_along(town):
    noted(town)
    noted(town, "budi", 3)
    assert "<strong>1</strong> pesan terkirim" in town.client("ana").get("/kontak/").content.decode()
    assert "<strong>2</strong> pesan terkirim" in town.client("office").get("/kontak/").content.decode()
    sheet = town.client("office").get("/kontak/?cari=Budi&unduh=xlsx")
    rows = list(load_workbook(io.BytesIO(sheet.content)).worksheets[0].iter_rows(values_only=True))
    assert [row[1] for row in rows[1:]] == ["Warga 3"]
