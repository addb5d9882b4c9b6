import datetime
import uuid

import pytest
from tests.records.conftest import SYSTEM
from tests.records.mentoring.test_growth import growth
from tests.records.mentoring.test_growth import record as record_months
from tests.records.mentoring.test_visits import record, visit

from dampingi.records.businesses.models import Person
from dampingi.records.programmes.actions import withdraw

pytestmark = pytest.mark.usefixtures("july")


def page(town, who: str, enrolment: int = 0):
    return town.client(who).get(f"/peserta/{town.enrolments[enrolment].id}/")


@pytest.mark.parametrize(
    "who", ["ana", "camat", "kota", "coordinator", "office", "head", "inspector", "participant"]
)
def test_those_responsible_see_the_participant(town, who):
    answer = page(town, who)
    assert answer.status_code == 200
    assert b"Warga 0" in answer.content


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("budi", 404),
        ("elsewhere", 404),
        ("panel", 403),
        ("partner", 403),
        ("province", 403),
        ("stranger", 302),
    ],
)
def test_others_do_not(town, who, status):
    answer = page(town, who)
    assert answer.status_code == status
    assert b"Warga 0" not in answer.content


def test_a_participant_sees_nobody_else(town):
    assert page(town, "participant", 1).status_code == 404


def test_an_unknown_participant(town):
    assert town.client("office").get(f"/peserta/{uuid.uuid4()}/").status_code == 404


def test_the_history_tells_what_was_advised(town):
    record(town, visit(town, advice="Foto produk di pagi hari"))
    record_months(town, *(growth(town, datetime.date(2026, m, 1), turnover=m * 1_000_000) for m in (2, 3, 4)))
    content = page(town, "ana").content.decode()
    assert "Foto produk di pagi hari" in content
    assert "naik 100% sejak awal" in content
    assert content.count("<svg") > 3, "the course of the turnover is drawn"


def test_who_may_record_sees_the_buttons_and_others_do_not(town):
    address = f"/peserta/{town.first.id}/kunjungan/"
    assert address in page(town, "ana").content.decode()
    assert address not in page(town, "office").content.decode()
    assert address not in page(town, "participant").content.decode()


def test_phone_and_address_are_masked_for_those_who_need_them_not(town):
    Person.objects.unscoped("test").update(phone="+6281200001234", address="Jl. Kenanga 7")
    assert "0812-0000-1234" in page(town, "ana").content.decode()
    seen = page(town, "head").content.decode()
    assert "0812-0000-1234" not in seen
    assert "Jl. Kenanga 7" not in seen
    assert "wa.me" not in seen


def test_who_left_is_shown_with_the_reason_and_takes_no_more_records(town):
    withdraw(by=SYSTEM, enrolment=town.first.id, on=datetime.date(2026, 6, 1), reason="Pindah ke Bogor")
    content = page(town, "office").content.decode()
    assert "Pindah ke Bogor" in content
    assert f"{town.first.id}/tahap/" not in content


def test_a_participant_is_not_promised_a_day_that_has_passed(town):
    record(town, visit(town, on=datetime.date(2026, 7, 1), next_on=datetime.date(2026, 7, 10)))
    assert "Kunjungan berikutnya" not in page(town, "participant").content.decode()
    record(town, visit(town, on=datetime.date(2026, 7, 15), next_on=datetime.date(2026, 7, 25)))
    assert "Kunjungan berikutnya 25 Juli 2026" in page(town, "participant").content.decode()
