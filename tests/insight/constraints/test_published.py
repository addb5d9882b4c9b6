"""What everyone may see: one table a city and month, true where it tells, silent where it would point at few, and never counted twice."""

import datetime

import pytest
import time_machine
from django.db import DatabaseError, transaction

from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.insight.constraints.actions import correct, publish, publish_due
from dampingi.insight.constraints.models import Publication
from dampingi.insight.constraints.published import Published, counted
from dampingi.insight.constraints.queries import cities, edition
from dampingi.insight.constraints.questions import Question
from dampingi.records.businesses.actions import note_constraints
from dampingi.records.businesses.intake import ConstraintNote
from dampingi.records.programmes.actions import create_programme
from tests.insight.constraints.register import PLACES, TODAY, Oracle, build
from tests.records.conftest import SYSTEM, someone

CITY, JUNE = "32.76", datetime.date(2026, 6, 30)


@pytest.fixture(autouse=True)
def _july():
    with time_machine.travel(datetime.datetime(2026, 7, 20, 3, tzinfo=datetime.UTC), tick=False):
        yield


@pytest.fixture
def register(origin, programme):
    return build(origin, programme, size=160)


def another_programme(code, region):
    return create_programme(
        by=SYSTEM, code=code, name=code, region=region, starts_on=TODAY, ends_on=TODAY, schemes=[], stages=[], quotas={}
    )  # fmt: skip


def noted_in_june(register, code="fin_capital", count=12):
    rows = [ConstraintNote(b.id, code, JUNE, 2, "survey") for b in register if b.region == PLACES[0]]
    return note_constraints(by=SYSTEM, rows=rows[:count])


def test_it_tells_how_things_stood_at_the_end_of_the_month_in_multiples_of_five(register):
    found = counted(CITY, JUNE)
    oracle = Oracle(Question(CITY))
    for (code, *_), cells in zip(found.constraints, found.table.cells, strict=True):
        for (place, _name), n in zip(found.places, cells, strict=True):
            true = len({
                c.business_id for c in oracle.noted
                if c.code == code and c.region.startswith(place) and c.since <= JUNE and (c.resolved_on is None or c.resolved_on > JUNE)
            })  # fmt: skip
            assert (n is None and true > 0) or (n % 5 == 0 and abs(n - true) <= 2 and (n == 0) == (true == 0))
    shown = [n for cells in found.table.cells for n in cells]
    assert None in shown, "the register must hold something small"
    assert any(n and n >= 5 for n in shown)


def test_the_worker_publishes_the_last_whole_month_once(register):
    assert publish_due() == 1
    assert publish_due() == 0
    made = Publication.objects.get()
    assert (made.day, made.edition) == (JUNE, "2026-06.1")
    assert made.sha256 == digest(made.data)
    assert AuditEvent.objects.get(action="publish_open_data").detail["content"] == made.sha256


def test_an_edition_stays_as_it_was_told_whatever_is_entered_late(register):
    """Control: counted anew, the same month of the same city would tell another table."""
    publish_due()
    before = edition(CITY, "").data
    noted_in_june(register)
    publish_due()
    assert edition(CITY, "").data == before
    assert counted(CITY, JUNE) != Published.of(before)


def test_the_database_refuses_to_change_an_edition(register):
    publish_due()
    with pytest.raises(DatabaseError, match="published editions do not change"), transaction.atomic():
        Publication.objects.update(reason="lain")


def test_two_workers_at_once_make_one_edition(register):
    assert publish(by=SYSTEM, region=CITY, day=JUNE) is not None
    assert publish(by=SYSTEM, region=CITY, day=JUNE) is None
    assert Publication.objects.count() == 1


def test_a_correction_is_a_further_edition_with_its_reason(register):
    publish_due()
    noted_in_june(register)
    office = someone(Role.OFFICE, CITY)
    made = correct(by=office, region=CITY, day=JUNE, reason=" Survei Juni terlambat masuk ")
    assert (made.edition, made.reason) == ("2026-06.2", "Survei Juni terlambat masuk")
    assert made.data["metadata"]["Koreksi"] == made.reason
    assert edition(CITY, "") == made
    assert edition(CITY, "2026-06.1").number == 1


def test_a_correction_that_tells_the_same_is_refused_and_so_is_one_without_reason(register):
    publish_due()
    with pytest.raises(Conflict, match="masih sama"):
        correct(by=SYSTEM, region=CITY, day=JUNE, reason="coba")
    with pytest.raises(Refused, match="apa yang keliru"):
        correct(by=SYSTEM, region=CITY, day=JUNE, reason=" ")
    with pytest.raises(Refused, match="belum terbit"):
        correct(by=SYSTEM, region=CITY, day=datetime.date(2026, 5, 31), reason="coba")


def test_a_reason_that_goes_out_to_everyone_has_an_end(register):
    publish(by=SYSTEM, region=CITY, day=JUNE)
    noted_in_june(register)
    with pytest.raises(Refused, match="Ringkaskan"):
        correct(by=SYSTEM, region=CITY, day=JUNE, reason="x" * 501)
    assert correct(by=SYSTEM, region=CITY, day=JUNE, reason="x" * 500).number == 2


def test_only_the_office_of_the_whole_city_corrects(register):
    publish_due()
    noted_in_june(register)
    for role, region in (("coordinator", CITY), ("office", "32.77"), ("office", "32.76.05")):
        with pytest.raises(Denied):
            correct(by=someone(Role(role), region), region=CITY, day=JUNE, reason="coba")
    assert Publication.objects.count() == 1


def test_no_day_within_a_month_and_no_month_that_is_not_over(register):
    for day in (datetime.date(2026, 6, 29), datetime.date(2026, 7, 31)):
        with pytest.raises(Refused, match="akhir bulan"):
            publish(by=SYSTEM, region=CITY, day=day)


def test_two_programmes_over_one_city_or_a_part_of_it_publish_one_table(register):
    another_programme("WUB-KEC", "32.76.05")
    another_programme("WUB-LAMA", CITY)
    assert cities() == [CITY]
    assert publish_due() == 1
    with pytest.raises(Refused):
        publish(by=SYSTEM, region="32.76.05", day=JUNE)


def test_a_province_s_programme_publishes_city_by_city(register):
    another_programme("PLUT", "32")
    assert set(cities()) == {CITY}, "the cities whose regions are loaded"
    with pytest.raises(Refused):
        publish(by=SYSTEM, region="32", day=JUNE)


def test_an_edition_whose_content_no_longer_has_its_hash_is_not_shown(register):
    publish_due()
    true = Publication.objects.get()
    Publication.objects.create(
        region=CITY, day=JUNE, number=2, reason="palsu", made_at=true.made_at, by="x", data=true.data | {"day": "2026-06-29"}, sha256=true.sha256,
    )  # fmt: skip
    with pytest.raises(Conflict, match="sidiknya"):
        edition(CITY, "")
