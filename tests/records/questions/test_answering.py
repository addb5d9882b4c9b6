import datetime

import pytest
import time_machine

from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.notices.models import Notice
from dampingi.records.questions.actions import (
    answer,
    ask,
    ask_back,
    direct,
    mark_told,
    promise,
    resolve,
    resolve_silent,
    say_more,
)
from dampingi.records.questions.figures import figures
from dampingi.records.questions.intake import QuestionIntake
from dampingi.records.questions.models import Handing, Question, Resolution, State
from dampingi.records.questions.queries import candidates, waiting_for_me
from tests.records.conftest import FEBRUARY, SYSTEM
from tests.records.questions.conftest import asked, fresh, given, promised
from tests.records.town import TODAY

pytestmark = pytest.mark.usefixtures("july")
DAY = datetime.timedelta(days=1)
NOW = datetime.datetime(2026, 7, 20, 3, tzinfo=datetime.UTC)


def proposal(question, field=""):
    return next((c.mentor.name, c.why) for c in candidates(question, field) if c.proposed)


def test_the_fields_consultant_is_proposed_and_else_the_mentor(town, lena):
    made = asked(town)
    assert proposal(made, "pembiayaan") == ("Lena", "konsultan bidang ini")
    assert proposal(made, "pemasaran") == ("Ana", "mendampingi peserta ini")
    assert proposal(made) == ("Ana", "mendampingi peserta ini")
    assert "Budi" not in [c.mentor.name for c in candidates(made)]  # of another kelurahan


def test_the_load_is_shown_and_the_less_loaded_consultant_comes_first(town, lena):
    from dampingi.foundation.accounts.actions import add_user
    from dampingi.records.programmes.actions import appoint_mentors
    from dampingi.records.programmes.intake import Appointment
    from tests.records.conftest import FEBRUARY, SYSTEM

    user = add_user(by=SYSTEM, login="zul@contoh.id", name="Zul")
    appoint_mentors(
        by=SYSTEM, programme=town.programme,
        rows=[Appointment(user=user, name="Zul", region="32.76", on=FEBRUARY, field="pembiayaan")],
    )  # fmt: skip
    given(town, asked(town), "lena", field="pembiayaan")
    found = candidates(asked(town), "pembiayaan")
    assert [(c.mentor.name, c.waiting) for c in found[:2]] == [("Zul", 0), ("Lena", 1)]


def test_the_office_directs_and_who_is_asked_finds_it_waiting(town):
    made = asked(town)
    given(town, made, field="pembiayaan")
    found = fresh(made)
    assert (found.state, found.handler.name, found.field) == (State.WITH, "Ana", "pembiayaan")
    assert [q.id for q in waiting_for_me(town.actor("ana"))] == [made.id]
    assert "menunggu jawaban" in Notice.objects.filter(user=town.users["ana"]).latest("at").text


@pytest.mark.parametrize("who", ["coordinator", "head", "inspector", "ana"])
def test_others_do_not_direct(town, who):
    made = asked(town)
    with pytest.raises(Denied, match="diarahkan oleh dinas"):
        given(town, made, by=who)


def test_who_was_asked_hands_on_with_a_reason_and_the_history_stays(town, lena):
    made = asked(town)
    given(town, made)
    ana = town.mentor("ana").id
    with pytest.raises(Refused, match="mengapa"):
        given(town, made, "lena", by="ana", seen=ana)
    given(town, made, "lena", by="ana", seen=ana, reason="Ini soal bank")
    assert [h.to.name for h in Handing.objects.filter(question=made).order_by("at")] == ["Ana", "Lena"]
    direct(by=town.actor("lena"), question=made.id, to=None, seen=lena.id, reason="Bukan bidang saya")
    assert (fresh(made).state, fresh(made).handler) == (State.NEW, None)


def test_two_who_direct_at_once_do_not_undo_each_other(town, lena):
    made = asked(town)
    given(town, made)
    with pytest.raises(Conflict, match="baru saja diarahkan"):
        given(town, made, "lena", by="camat", seen=None, reason="Kembali lagi")
    assert fresh(made).handler.name == "Ana"


def test_it_is_not_given_to_somebody_elsewhere_or_to_the_same_again(town):
    made = asked(town)
    with pytest.raises(Refused, match="tidak bertugas"):
        given(town, made, "budi")
    given(town, made)
    with pytest.raises(Refused, match="sudah diminta"):
        given(town, made, seen=town.mentor("ana").id, reason="Lagi")


def test_the_answer_ends_the_wait_and_tells_the_asker(town):
    made = asked(town)
    given(town, made)
    answer(by=town.actor("ana"), question=made.id, text="Hitung bahan, upah, lalu laba.", now=NOW + 2 * DAY)
    found = fresh(made)
    assert (found.state, found.answered_on) == (State.ANSWERED, TODAY + 2 * DAY)
    assert "sudah dijawab" in Notice.objects.filter(user=town.users["participant"]).latest("at").text
    answer(by=town.actor("ana"), question=made.id, text="Satu lagi.", now=NOW + 5 * DAY)
    assert fresh(made).answered_on == TODAY + 2 * DAY  # the first counts


def test_asking_back_is_no_answer(town):
    made = asked(town)
    given(town, made)
    ask_back(by=town.actor("ana"), question=made.id, text="Berapa modalnya?")
    found = fresh(made)
    assert (found.state, found.first_answer_at, found.answered_on) == (State.ASKED_BACK, None, None)
    with pytest.raises(Conflict, match="belum dijawab"):
        resolve(by=town.actor("participant"), question=made.id)


@pytest.mark.parametrize("who", ["budi", "coordinator", "inspector", "head", "participant"])
def test_nobody_else_answers(town, who):
    made = asked(town)
    given(town, made)
    with pytest.raises(Refused):
        answer(by=town.actor(who), question=made.id, text="Saya tahu jawabannya")
    assert fresh(made).first_answer_at is None


def test_a_mentor_who_was_not_asked_reads_it_and_does_not_answer(town, lena):
    made = asked(town)
    given(town, made, "lena")
    with pytest.raises(Refused, match="yang diminta dinas"):
        answer(by=town.actor("ana"), question=made.id, text="Saya tahu")


def test_the_asker_or_the_desk_says_it_is_over_and_it_opens_again(town):
    made = asked(town)
    answer(by=town.actor("office"), question=made.id, text="Begini caranya.")
    resolve(by=town.actor("participant"), question=made.id)
    assert fresh(made).resolution == Resolution.ASKER
    with pytest.raises(Conflict, match="sudah selesai"):
        answer(by=town.actor("office"), question=made.id, text="Lagi")
    second = asked(town)
    answer(by=town.actor("office"), question=second.id, text="Begini caranya.")
    resolve(by=town.actor("ana"), question=second.id)
    assert fresh(second).resolution == Resolution.DESK


def test_silence_after_an_answer_closes_it_on_the_day_of_the_answer(town):
    promised(town, silence=10)
    made, unanswered = asked(town), asked(town)
    answer(by=town.actor("office"), question=made.id, text="Begini caranya.", now=NOW + DAY)
    assert resolve_silent(now=NOW + 10 * DAY) == 0
    assert resolve_silent(now=NOW + 11 * DAY) == 1
    assert resolve_silent(now=NOW + 11 * DAY) == 0
    assert (fresh(made).resolution, fresh(made).resolved_on) == (Resolution.SILENCE, TODAY + DAY)
    assert fresh(unanswered).state == State.NEW


def test_telling_is_noted_once_and_asked_again_for_the_next_answer(town):
    made = asked(town)
    with pytest.raises(Conflict, match="Belum ada jawaban"):
        mark_told(by=town.actor("office"), question=made.id)
    answer(by=town.actor("office"), question=made.id, text="Begini caranya.")
    mark_told(by=town.actor("ana"), question=made.id)
    mark_told(by=town.actor("office"), question=made.id)
    assert fresh(made).told_by_name == "Ana"
    answer(by=town.actor("office"), question=made.id, text="Dan begini.")
    assert fresh(made).told_at is None


def test_the_head_promises_and_nobody_else(town):
    first = promised(town)
    assert (first.number, promised(town, answer=2).number) == (1, 2)
    with pytest.raises(Conflict, match="sudah berbunyi"):
        promised(town, answer=2)
    with pytest.raises(Refused, match="sebelum dijawab"):
        promised(town, answer=9, resolve=3)
    for who in ("office", "coordinator", "ana", "inspector"):
        with pytest.raises(Denied):
            promise(
                by=town.actor(who), region="32.76", answer_days=1, resolve_days=2, silence_days=3, reason="x"
            )


def test_figures_count_the_unanswered_as_waiting_and_the_overdue_as_broken(town):
    promised(town, answer=3)
    for days in (1, 5):
        made = asked(town, topic="pembiayaan")
        answer(by=town.actor("office"), question=made.id, text="Begini.", now=NOW + days * DAY)
    for _n in range(2):
        asked(town)
    whole, parts = figures("32.76", year=2026, today=TODAY + 4 * DAY)
    assert (whole.asked, whole.answered, whole.unanswered) == (4, 2, 2)
    assert (whole.answer.due, whole.answer.kept, whole.late) == (4, 1, 3)
    assert whole.to_answer == 5
    assert {p.field: p.asked for p in parts} == {"pembiayaan": 2, "": 2}
    assert figures("32.77", year=2026, today=TODAY)[0].asked == 0
    assert figures("32.76", year=2025, today=TODAY)[0].asked == 0


def test_a_form_pressed_twice_says_it_once(town):
    """The answer, what is asked back, what is added: each once, told once, and nothing opens again by it."""
    made = asked(town)
    given(town, made)
    first = [
        answer(by=town.actor("ana"), question=made.id, text="Tambahkan tiga puluh persen.").id
        for _ in range(2)
    ]
    assert len(set(first)) == 1
    assert Notice.objects.filter(user=town.users["participant"], text__contains="sudah dijawab").count() == 1
    with time_machine.travel(NOW + DAY / 2, tick=False):
        again = [
            say_more(by=town.actor("participant"), question=made.id, text="Masih rugi.").id for _ in range(2)
        ]
    assert len(set(again)) == 1
    assert fresh(made).reopened == 1
    answer(by=town.actor("ana"), question=made.id, text="Tambahkan tiga puluh persen.", now=NOW + DAY)
    assert fresh(made).words.count() == 3, "said again after another word it is meant"


@pytest.fixture
def ana_too(town):
    """Ana accompanies others and is a participant herself."""
    from dampingi.foundation.accounts.actions import assign
    from dampingi.foundation.accounts.permissions import Role
    from dampingi.records.businesses.models import Person

    of_budi = town.enrolments[3]
    Person.objects.unscoped("test").filter(id=of_budi.person_id).update(user=town.users["ana"])
    assign(
        by=SYSTEM, user=town.users["ana"], role=Role.PARTICIPANT, region=of_budi.region, starts_on=FEBRUARY
    )
    return of_budi


def test_nobody_answers_what_they_asked_themselves(town, ana_too):
    said = QuestionIntake(ana_too.id, text="Bagaimana saya mengurus izin usaha saya?", channel="online")
    made = ask(by=town.actor("ana"), said=said)
    assert "Ana" not in [c.mentor.name for c in candidates(made)]
    Question.objects.unscoped("test").filter(id=made.id).update(handler=town.mentor("ana"))
    for act in (answer, ask_back):
        with pytest.raises(Refused, match="orang lain yang menjawab"):
            act(by=town.actor("ana"), question=made.id, text="Begini.")


def test_a_mentor_who_is_a_participant_too_still_speaks_for_their_own(town, ana_too):
    made = asked(town, "ana", channel="phone")
    answer(by=town.actor("office"), question=made.id, text="Begini.")
    assert say_more(by=town.actor("ana"), question=made.id, text="Masih rugi.").text == "Masih rugi."
    answer(by=town.actor("office"), question=made.id, text="Begitu.", now=NOW + DAY)
    assert resolve(by=town.actor("ana"), question=made.id).resolution == Resolution.DESK
