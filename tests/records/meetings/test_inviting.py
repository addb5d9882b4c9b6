import pytest
from django.utils.translation import gettext, override

from dampingi.foundation.errors import Refused
from dampingi.records.meetings import actions
from dampingi.records.meetings.actions.inviting import MOST_ANSWERS
from dampingi.records.meetings.actions.reminding import remind_all
from dampingi.records.meetings.models import Answer, Invitee
from tests.records.meetings.conftest import AT, HOUR, told

pytestmark = pytest.mark.django_db


def row(meeting, user):
    return Invitee.objects.unscoped("test").get(meeting=meeting, user=user)


def test_a_no_needs_its_reason_and_the_caller_is_told_once(call, town, ids):
    made = call()
    mine, ana = row(made, ids["ana"]), town.actor("ana")
    with pytest.raises(Refused, match="alasannya"):
        actions.answer(by=ana, invitee=mine.id, said="no")
    for _again in range(2):
        actions.answer(by=ana, invitee=mine.id, said="no", reason="Panen")
    assert [told(ids["office"])] == [
        "Ana tidak dapat hadir di Rapat bulanan, 22 Juli 2026 09.00–11.00 WIB: Panen"
    ]


@pytest.mark.parametrize("who", ["budi", "office", "participant"])
def test_nobody_answers_for_another(call, town, ids, who):
    mine = row(call(), ids["ana"])
    with pytest.raises(Refused):
        actions.answer(by=town.actor(who), invitee=mine.id, said="yes")


def test_nobody_says_yes_to_two_places(call, town, ids):
    one, two = call("Satu", must=("budi",), should=("ana",)), call("Dua", must=("camat",), should=("ana",))
    ana = town.actor("ana")
    actions.answer(by=ana, invitee=row(one, ids["ana"]).id, said="yes")
    with pytest.raises(Refused, match=r"“Satu” .* “Dua”"):
        actions.answer(by=ana, invitee=row(two, ids["ana"]).id, said="yes")
    actions.answer(by=ana, invitee=row(one, ids["ana"]).id, said="no", reason="Ke Dua")
    actions.answer(by=ana, invitee=row(two, ids["ana"]).id, said="yes")


def test_an_answer_is_not_changed_for_ever_nor_after_the_end(call, ids, time_machine):
    mine = row(call(), ids["ana"])
    for _n in range(MOST_ANSWERS):
        actions.answer(invitee=mine.id, said="yes")
    with pytest.raises(Refused) as refusal:
        actions.answer(invitee=mine.id, said="yes")
    assert refusal.value.status == 429
    time_machine.move_to(AT + 3 * HOUR)
    with pytest.raises(Refused, match="sudah selesai"):
        actions.answer(invitee=mine.id, said="yes")


def test_more_people_are_asked_and_who_was_asked_keeps_their_answer(call, town, ids, office, hall):
    made = call(room=hall)
    actions.answer(by=town.actor("ana"), invitee=row(made, ids["ana"]).id, said="yes")
    actions.invite(
        by=office, meeting=made.id, must=[ids["ana"], ids["budi"]], should=[ids["camat"], ids["head"]]
    )
    assert row(made, ids["ana"]).answer == "yes"
    with pytest.raises(Refused, match="memuat 4 orang, sedangkan 5"):
        actions.invite(by=office, meeting=made.id, must=[ids["kota"]])
    with pytest.raises(Refused, match="belum diundang"):
        actions.invite(by=office, meeting=made.id, must=[ids["ana"]])


def test_who_must_be_elsewhere_is_not_added(call, ids, office):
    call("Satu")
    other = call("Dua", must=("budi",))
    with pytest.raises(Refused, match="Ana wajib hadir di “Satu”"):
        actions.invite(by=office, meeting=other.id, must=[ids["ana"]])


def test_an_invitation_taken_back_is_told_and_may_be_given_again(call, ids, office, town):
    made = call(must=("ana", "budi"))
    actions.uninvite(by=office, invitee=row(made, ids["ana"]).id)
    assert "ditarik" in told(ids["ana"])
    with pytest.raises(Refused):
        actions.answer(by=town.actor("ana"), invitee=row(made, ids["ana"]).id, said="yes")
    call("Lain")  # free again
    actions.invite(by=office, meeting=made.id, should=[ids["ana"]])
    assert (row(made, ids["ana"]).sequence, row(made, ids["ana"]).removed_at) == (2, None)


def test_the_day_before_everybody_but_who_said_no_is_reminded_once(call, town, ids, time_machine):
    made = call(must=("ana", "budi", "camat"))
    actions.answer(by=town.actor("ana"), invitee=row(made, ids["ana"]).id, said="no", reason="Panen")
    actions.answer(by=town.actor("budi"), invitee=row(made, ids["budi"]).id, said="yes")
    assert remind_all() == 0  # two days before
    time_machine.move_to(AT - 20 * HOUR)
    assert (remind_all(), remind_all()) == (2, 0)
    assert "Pengingat: Rapat bulanan" in told(ids["budi"])
    assert "belum Anda jawab" in told(ids["camat"])


def test_an_answer_says_what_one_will_do_and_not_what_is_likely_or_was_seen():
    """In English the words of a map's doubt and of a roll stood on the buttons."""
    with override("en"):
        assert str(Answer.MAYBE.label) != gettext("Mungkin")
        assert str(Answer.YES.label) != gettext("Hadir")
