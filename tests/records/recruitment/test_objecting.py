"""The days after a decision: who may object, who answers, and what a granted objection moves."""

import datetime

import pytest
import time_machine
from django.db import IntegrityError, transaction

from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.records.appointments.actions import appoint
from dampingi.records.appointments.intake import Appointing, Period
from dampingi.records.appointments.queries import to_appoint
from dampingi.records.recruitment import actions
from dampingi.records.recruitment.intake import Choice
from dampingi.records.recruitment.models import Appeal, Applicant
from tests.records.recruitment.conftest import AFTER, applied, checked, decided, plan, ready, scored

DAY = datetime.timedelta(days=1)
PERIOD = Period(datetime.date(2026, 8, 3), datetime.date(2026, 11, 30))
LAST, OVER = AFTER + 3 * DAY, AFTER + 4 * DAY


@pytest.fixture
def contested(town):
    """Rina chosen, Sari waits, Tuti is below the minimum; three days to object."""
    office = town.actor("office")
    call = actions.save_call(by=office, programme=town.programme, plan=plan(objection_days=3))
    call = actions.open_call(by=office, call=call.id)
    ready(town, call)
    for n, (name, points) in enumerate((("Rina", 90), ("Sari", 80), ("Tuti", 40))):
        a = applied(call, name, f"+628120000010{n}")
        actions.declare_interests(by=office, call=call.id, ties={})
        checked(town, a)
        scored(town, a, points)
    return {a.name: a for a in decided(town, call)}


def at(moment):
    return time_machine.travel(moment, tick=False)


def answer(town, appeal, granted=True, by="head", reason="Nilai Tuti keliru dijumlahkan"):
    return actions.answer_objection(by=town.actor(by), appeal=appeal.id, granted=granted, reason=reason)


def objected(who: Applicant, when=AFTER, text="Nilai tes saya 70, bukan 40") -> Appeal:
    with at(when):
        return actions.object_to(applicant=who.id, text=text)


def test_who_was_not_chosen_objects_until_the_last_day_and_no_later(town, contested):
    assert objected(contested["Sari"], LAST).outcome == ""
    with pytest.raises(Refused, match="tidak terbuka"):
        objected(contested["Tuti"], OVER)


def test_who_was_chosen_has_nothing_to_object_to(town, contested):
    with pytest.raises(Refused, match="tidak terbuka"):
        objected(contested["Rina"])


def test_a_call_without_objections_takes_none(town, call):
    ready(town, call)
    a = applied(call)
    checked(town, a, age="not_met")
    decided(town, call)
    with pytest.raises(Refused, match="tidak terbuka"):
        objected(a)


def test_one_objects_once_and_sending_it_again_is_the_same(town, contested):
    made = objected(contested["Tuti"])
    with at(AFTER):
        again = actions.object_to(applicant=contested["Tuti"].id, text="Nilai tes saya 70", id=made.id)
        assert again == made
        with pytest.raises(Conflict, match="sudah menyanggah"):
            actions.object_to(applicant=contested["Tuti"].id, text="Sekali lagi")
    assert Appeal.objects.count() == 1


def test_nobody_answers_an_objection_to_their_own_decision(town, contested):
    made = objected(contested["Tuti"])
    with pytest.raises(Denied, match="orang lain"):
        answer(town, made, by="office")
    with pytest.raises(IntegrityError), transaction.atomic():
        Appeal.objects.filter(id=made.id).update(answered_by=made.decided_by)


def test_who_is_tied_to_the_applicant_does_not_answer(town, contested):
    made = objected(contested["Tuti"])
    head = town.actor("head")
    actions.declare_interests(by=head, call=made.applicant.call_id, ties={contested["Tuti"].id: "Kakak"})
    with pytest.raises(Denied, match="hubungan"):
        answer(town, made)


def test_an_objection_is_answered_once_and_with_a_reason(town, contested):
    made = objected(contested["Tuti"])
    with pytest.raises(Refused, match="alasannya"):
        answer(town, made, reason=" ")
    assert answer(town, made, granted=False).outcome == "refused"
    with pytest.raises(Conflict, match="sudah dijawab"):
        answer(town, made)
    assert Applicant.objects.unscoped("test").get(id=contested["Rina"].id).state == "chosen"


def test_granted_the_whole_post_is_decided_anew(town, contested):
    made = objected(contested["Tuti"])
    answer(town, made)
    states = (
        Applicant.objects.unscoped("test").filter(call=made.applicant.call_id).values_list("state", "reason")
    )
    assert set(states) == {("submitted", "")}
    call = contested["Tuti"].call
    call.refresh_from_db()
    again = decided(town, call, tuti=("rejected", "Dihitung ulang: 55"))
    assert {a.name: a.state for a in again} == {"Rina": "chosen", "Sari": "waiting", "Tuti": "rejected"}


def test_nobody_is_appointed_while_it_can_still_be_objected_to(town, contested):
    office = town.actor("office")
    with at(LAST):
        assert list(to_appoint(office, town.programme)) == []
    with at(OVER):
        assert [a.name for a in to_appoint(office, town.programme)] == ["Rina"]


def test_an_unanswered_objection_holds_the_appointment_of_its_post_back(town, contested):
    office, made = town.actor("office"), objected(contested["Tuti"])
    with at(OVER):
        assert list(to_appoint(office, town.programme)) == []
        answer(town, made, granted=False)
        assert [a.name for a in to_appoint(office, town.programme)] == ["Rina"]


def test_the_announcement_names_who_was_chosen_and_waits_and_nobody_else(contested, client):
    page = client.get(f"/lowongan-pendamping/{contested['Rina'].call_id}/hasil/").content.decode()
    assert all(name in page for name in ("Rina", "Sari"))
    assert "Tuti" not in page
    assert "31 Juli 2026" in page


def own_page(client, who):
    session = client.session
    session["mentor_application"] = str(who.id)
    session.save()
    return client


def test_an_applicant_objects_on_their_own_page_and_reads_the_answer_there(town, contested, client):
    own = own_page(client, contested["Tuti"])
    with at(AFTER):
        page = own.get("/lowongan-pendamping/lamaran/").content.decode()
        key = page.split('name="appeal" value="')[1].split('"')[0]
        sent = own.post("/lowongan-pendamping/lamaran/sanggah/", {"text": "Nilai saya keliru", "appeal": key})
    assert sent.status_code == 302
    appeal = Appeal.objects.get(id=key)
    told = town.client("head").post(
        f"/rekrutmen/sanggahan/{key}/", {"granted": "no", "reason": "Lembarnya sudah diperiksa dua kali"}
    )
    assert told.status_code == 302, told.content
    assert "Lembarnya sudah diperiksa" in own.get("/lowongan-pendamping/lamaran/").content.decode()
    assert appeal.decided_by == town.users["office"].id


@pytest.mark.parametrize("who", ["ana", "panel", "elsewhere"])
def test_nobody_else_reads_an_objection(town, contested, who):
    made = objected(contested["Tuti"])
    assert town.client(who).get(f"/rekrutmen/sanggahan/{made.id}/").status_code in (403, 404)


def test_retention_takes_the_words_of_an_objection_with_it(town, contested):
    objected(contested["Tuti"])
    with at(AFTER + 181 * DAY):
        assert actions.redact_due() == 2
    assert Appeal.objects.get().text == "[dihapus]"


def test_who_was_chosen_and_appointed_earlier_keeps_the_place_when_a_later_decision_is_taken_back(
    town, contested
):
    """Rina is appointed; the office decides the waiting list anew, and that is objected to."""
    office = town.actor("office")
    call = contested["Rina"].call
    with at(OVER):
        row = Appointing(
            name="Rina",
            region=contested["Rina"].region,
            login="rina@contoh.id",
            applicant=contested["Rina"].id,
        )
        appoint(by=office, programme=town.programme, rows=[row], period=PERIOD)
        choices = [Choice(contested["Sari"].id, "rejected", "Tidak dapat dihubungi")]
        post = contested["Sari"].post
        actions.decide(by=office, call=call.id, post=post, choices=choices)
    made = objected(contested["Sari"], OVER, "Nomor saya tidak pernah dihubungi")
    answer(town, made)
    states = dict(Applicant.objects.unscoped("test").filter(call=call).values_list("name", "state"))
    assert (states["Rina"], states["Sari"]) == ("chosen", "submitted")


def test_the_objection_of_somebody_who_stepped_back_holds_nobody_back(town, contested):
    objected(contested["Tuti"])
    with at(OVER):
        assert list(to_appoint(town.actor("office"), town.programme)) == []
        actions.withdraw(applicant=contested["Tuti"].id)
        assert [a.name for a in to_appoint(town.actor("office"), town.programme)] == ["Rina"]
