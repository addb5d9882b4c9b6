"""Alumni are asked 3, 6 and 12 months after the programme; who is not reached stays counted; a problem reaches the clinic."""

import calendar
import datetime

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from dampingi.foundation.accounts.actions import assign
from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.errors import Refused
from dampingi.records.checkups.actions import call_due, note_check_up
from dampingi.records.checkups.intake import Heard
from dampingi.records.checkups.marks import months_later
from dampingi.records.checkups.models import CheckUp, Said
from dampingi.records.checkups.queries import own_due, shares
from dampingi.records.programmes.actions import withdraw
from dampingi.records.questions.models import Question
from tests.records.conftest import SYSTEM

OVER = datetime.date(2026, 12, 1)
LATER = datetime.datetime(2027, 3, 5, 3, tzinfo=datetime.UTC)
"""Three months after the town's programme ended on 30 November 2026, and a few days."""


@pytest.fixture
def alumni(town):
    """The five of the town, one of whom left in July; called in December, seen in March."""
    with time_machine.travel(datetime.datetime(2026, 7, 20, 3, tzinfo=datetime.UTC), tick=False):
        withdraw(
            by=town.actor("office"),
            enrolment=town.enrolments[2].id,
            on=datetime.date(2026, 7, 10),
            reason="Pindah",
        )
    call_due(today=OVER)
    with time_machine.travel(LATER, tick=False):
        yield town


def of(town, n, mark=3) -> CheckUp:
    return CheckUp.objects.unscoped("test").get(enrolment=town.enrolments[n], mark=mark)


def note(town, n, who="ana", mark=3, **more):
    heard = Heard(**({"state": "running", "how": "phone"} | more))
    return note_check_up(by=town.actor(who), check_up=of(town, n, mark).id, heard=heard)


def text(answer):
    return answer.content.decode()


@given(st.dates(datetime.date(2020, 1, 1), datetime.date(2040, 1, 1)), st.integers(0, 40))
def test_months_later_is_the_same_day_or_the_month_s_last(day, months):
    found = months_later(day, months)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months
    assert found.day == min(day.day, calendar.monthrange(found.year, found.month)[1])


def test_all_who_stayed_are_called_once_and_nobody_before_the_end(town):
    assert call_due(today=datetime.date(2026, 11, 30)) == 0
    assert call_due(today=OVER) == 15
    assert call_due(today=OVER) == 0
    dues = set(CheckUp.objects.unscoped("test").values_list("mark", "due_on"))
    assert dues == {
        (3, datetime.date(2027, 2, 28)),
        (6, datetime.date(2027, 5, 30)),
        (12, datetime.date(2027, 11, 30)),
    }


def test_who_left_before_the_end_is_no_alumnus(alumni):
    assert not CheckUp.objects.unscoped("test").filter(enrolment=alumni.enrolments[2]).exists()


def test_who_is_not_reached_stays_in_the_denominator(alumni):
    today = datetime.date(2027, 3, 5)
    note(alumni, 0)
    note(alumni, 1, state="absent")
    note(alumni, 3, "budi", state="stopped", problem="Tidak ada pembeli")
    (found,) = shares(alumni.actor("office"), alumni.programme, today)
    assert (found.mark, found.due, found.reached, found.running) == (3, 4, 2, 1)
    assert shares(alumni.actor("elsewhere"), alumni.programme, today) == []


def test_a_call_in_vain_takes_back_nothing_that_was_said(alumni):
    note(alumni, 0)
    for state in ("absent", "refused"):
        note(alumni, 0, state=state)
        assert of(alumni, 0).state == "running", state
    note(alumni, 0, state="stopped", problem="Tidak ada pembeli")
    assert (of(alumni, 0).state, Said.objects.count()) == ("stopped", 4)
    page = alumni.client("office").get(f"/cek-alumni/{of(alumni, 0).id}/").content.decode()
    assert "tidak mencabutnya" in page


def test_every_answer_stays_and_the_last_one_counts(alumni):
    note(alumni, 0, state="absent")
    note(alumni, 0, turnover=3_000_000, workers=2)
    assert note(alumni, 0, turnover=3_000_000, workers=2).number == 2, "pressed twice it stands once"
    assert (of(alumni, 0).state, Said.objects.count()) == ("running", 2)
    event = AuditEvent.objects.filter(action="note_check_up").last()
    assert "3000000" not in str(event.detail)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"state": "tidur"}, "masih berjalan"), ({"state": "open"}, "masih berjalan"), ({"how": "self"}, "ditelepon"),
        ({"state": "absent", "turnover": 5}, "terhubung"), ({"turnover": 10**12}, "terlalu besar"), ({"workers": -1}, "terlalu besar"),
        ({"problem": "x" * 2001}, "paling banyak"), ({"to_clinic": True, "problem": "ya"}, "lebih jelas"), ({"mark": 6}, "jatuh tempo"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(alumni, wrong, told):
    with pytest.raises(Refused, match=told):
        note(alumni, 0, **wrong)
    assert not Said.objects.exists()


@pytest.mark.parametrize(
    "who", ["budi", "head", "inspector", "panel", "province", "partner", "elsewhere", "participant"]
)
def test_nobody_else_writes_it_down(alumni, who):
    with pytest.raises(Refused):
        note(alumni, 1, who)


def test_a_problem_becomes_a_question_in_the_same_press_though_the_programme_is_over(alumni):
    made = note(alumni, 0, problem="Bagaimana mencari pembeli baru?", topic="pemasaran", to_clinic=True)
    question = Question.objects.unscoped("test").get(id=made.question)
    assert (question.field, question.channel, question.noted_by) == (
        "pemasaran",
        "phone",
        alumni.users["ana"].id,
    )


def test_a_problem_noted_first_still_reaches_the_clinic_when_it_is_ticked_afterwards(alumni):
    told = {"problem": "Bagaimana mencari pembeli baru?"}
    assert note(alumni, 0, **told).question is None
    made = note(alumni, 0, to_clinic=True, **told)
    assert Question.objects.unscoped("test").get().id == made.question
    assert note(alumni, 0, to_clinic=True, **told).id == made.id, "pressed twice it is one question"
    assert note(alumni, 0, **told).id == made.id


def test_an_alumnus_finds_it_on_the_first_page_and_answers(alumni):
    client, address = alumni.client("participant"), f"/cek-alumni/{of(alumni, 0).id}/"
    assert address in text(client.get("/"))
    sent = {
        "state": "running",
        "turnover": "Rp 2.500.000",
        "workers": "2",
        "problem": "Modal untuk pesanan besar",
        "to_clinic": "on",
    }
    assert client.post(address, sent).status_code == 302
    said = Said.objects.get()
    assert (said.how, said.turnover, said.workers, said.by) == (
        "self",
        2_500_000,
        2,
        alumni.users["participant"].id,
    )
    assert "di klinik bisnis" in text(client.get(address))
    assert address not in text(client.get("/"))
    assert own_due(alumni.actor("participant"), datetime.date(2027, 3, 5)) == []
    assert client.post(f"/cek-alumni/{of(alumni, 1).id}/", sent).status_code == 404
    assert client.post(address, {"state": "absent"}).status_code == 422


def test_the_office_reads_figures_that_are_doors(alumni):
    note(alumni, 0)
    client = alumni.client("office")
    page = text(client.get("/cek-alumni/"))
    assert "1 terhubung" in page
    door = f"/cek-alumni/?program={alumni.programme.id}&tanda=3&waktu=tiba&wilayah=32.76.05"
    for more, n in (("", 4), ("&terhubung=ya", 1), ("&keadaan=running", 1)):
        assert client.get(door + more).context["listing"].count == n
    assert door.replace("&", "&amp;") in page
    assert (
        client.post(f"/cek-alumni/{of(alumni, 1).id}/", {"state": "absent", "how": "phone"}).status_code
        == 302
    )
    assert (
        client.post(
            f"/cek-alumni/{of(alumni, 1).id}/", {"state": "absent", "how": "phone", "workers": "1"}
        ).status_code
        == 422
    )


@pytest.mark.parametrize(("who", "line"), [("ana", 3), ("camat", 5), ("national", 5)])
def test_a_door_opens_its_line_whatever_the_reader_s_reach(town, who, line):
    assign(
        by=SYSTEM,
        user=town.users["partner"],
        role=Role.INSPECTOR,
        region="32",
        starts_on=datetime.date(2026, 2, 1),
    )
    call_due(today=OVER)
    CheckUp.objects.unscoped("test").filter(enrolment=town.enrolments[0], mark=12).update(
        region="32.77.01.1001"
    )
    with time_machine.travel(LATER.replace(year=2028), tick=False):
        client = town.client("partner" if who == "national" else who)
        page = client.get("/cek-alumni/")
        cells = [c for place, row in page.context["table"] if place for c in row if c]
        for cell in cells:
            assert client.get(cell["door"]).context["listing"].count == cell["due"]
        assert max(c["due"] for c in cells) == line


@pytest.mark.parametrize(
    ("who", "status"), [("ana", 200), ("budi", 404), ("coordinator", 200), ("head", 200), ("inspector", 200), ("elsewhere", 404), ("partner", 403), ("stranger", 302)]
)  # fmt: skip
def test_who_reads_one(alumni, who, status):
    assert alumni.client(who).get(f"/cek-alumni/{of(alumni, 0).id}/").status_code == status


def test_who_only_reads_cannot_write(alumni):
    assert (
        alumni.client("head")
        .post(f"/cek-alumni/{of(alumni, 0).id}/", {"state": "running", "how": "phone"})
        .status_code
        == 403
    )


def test_called_by_system_only_once_though_run_twice(alumni):
    assert AuditEvent.objects.filter(action="call_check_ups").count() == 1
