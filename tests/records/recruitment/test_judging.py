"""Checked, scored alone, decided with reasons; whoever is tied to an applicant stays out; what is over is redacted."""

import datetime

import pytest
import time_machine

from dampingi.foundation.accounts.actions import assign
from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.records.programmes.posts import Post
from dampingi.records.recruitment import actions, beside
from dampingi.records.recruitment.intake import Verdict
from dampingi.records.recruitment.models import Applicant, Enclosure, Sheet
from dampingi.records.recruitment.queries.proposals import proposals
from tests.records.conftest import FEBRUARY, HERE, SYSTEM

from .conftest import AFTER, applied, checked, decided, plan, ready, scored


def three(town, call):
    """Rina 90, Sari 80, Tuti 40 points, all for the one place of HERE."""
    ready(town, call)
    found = []
    for n, (name, points) in enumerate((("Rina", 90), ("Sari", 80), ("Tuti", 40))):
        a = applied(call, name, f"+628120000000{n}")
        checked(town, a)
        scored(town, a, points)
        found.append(a)
    return found


def test_a_call_that_was_opened_stays_as_it_was_announced(town, call):
    with pytest.raises(Conflict, match="tidak berubah lagi"):
        actions.save_call(
            by=town.actor("office"), programme=town.programme, plan=plan(title="Lain"), call=call.id
        )
    assert {"code": "neutral", "value": None, "document": False, "needed": True} in call.requirements


@pytest.mark.parametrize("name", ["ana", "camat", "coordinator", "head", "elsewhere", "partner"])
def test_only_the_office_of_the_place_seeks_mentors(town, name):
    with pytest.raises(Refused):
        actions.save_call(by=town.actor(name), programme=town.programme, plan=plan())


def test_two_examiners_at_least(town, call):
    with pytest.raises(Refused, match="dua penguji"):
        actions.appoint_examiners(by=town.actor("office"), call=call.id, users=[town.users["head"]])
    with pytest.raises(Refused, match="tidak berwenang"):
        actions.appoint_examiners(
            by=town.actor("office"), call=call.id, users=[town.users["head"], town.users["elsewhere"]]
        )


def test_what_is_not_met_says_why(town, call):
    ready(town, call)
    a = applied(call)
    with pytest.raises(Refused, match="alasan"):
        actions.check(by=town.actor("office"), applicant=a.id, rows=[Verdict("health", "doubtful")])


def test_nobody_judges_before_declaring_interests(town, call):
    actions.appoint_examiners(
        by=town.actor("office"), call=call.id, users=[town.users["head"], town.users["coordinator"]]
    )
    a = applied(call)
    with pytest.raises(Refused, match="Nyatakan dahulu"):
        checked(town, a)
    with pytest.raises(Refused, match="Nyatakan dahulu"):
        scored(town, a)


def test_whoever_applies_after_a_declaration_is_asked_about_again(town, call):
    ready(town, call)
    with time_machine.travel(datetime.datetime(2026, 7, 21, 3, tzinfo=datetime.UTC), tick=False):
        late = applied(call)
    with time_machine.travel(datetime.datetime(2026, 7, 22, 3, tzinfo=datetime.UTC), tick=False):
        with pytest.raises(Refused, match="Nyatakan dahulu"):
            checked(town, late)
        actions.declare_interests(by=town.actor("office"), call=call.id, ties={late.id: "Sepupu"})
        with pytest.raises(Denied, match="Orang lain"):
            checked(town, late)


def test_who_is_tied_to_an_applicant_neither_checks_nor_scores_nor_decides(town, call):
    ready(town, call)
    a = applied(call)
    actions.declare_interests(by=town.actor("head"), call=call.id, ties={a.id: "Adik saya"})
    with pytest.raises(Denied, match="Orang lain"):
        actions.score(by=town.actor("head"), applicant=a.id, points={"k1": 1, "k2": 1})
    checked(town, a, health="not_met")
    actions.declare_interests(by=town.actor("office"), call=call.id, ties={a.id: "Mitra usaha"})
    with pytest.raises(Denied, match="Orang lain"):
        decided(town, call)


def test_nobody_decides_on_themselves_whether_they_say_so_or_not(town, call):
    ready(town, call)
    a = applied(call, user=town.users["office"])
    with pytest.raises(Denied, match="Orang lain"):
        checked(town, a)
    b = applied(call, "Head", "+6281200000009", email="HEAD@contoh.id")
    with pytest.raises(Denied, match="Orang lain"):
        actions.score(by=town.actor("head"), applicant=b.id, points={"k1": 100, "k2": 100})


def test_an_examiner_reads_the_others_only_after_their_own(town, call):
    ready(town, call)
    a = applied(call)
    actions.score(by=town.actor("head"), applicant=a.id, points={"k1": 91, "k2": 91}, note="Sangat baik")
    waiting = town.client("coordinator").get(f"/pelamar/{a.id}/").content.decode()
    assert "Sangat baik" not in waiting
    actions.score(by=town.actor("coordinator"), applicant=a.id, points={"k1": 50, "k2": 50})
    assert "Sangat baik" in town.client("coordinator").get(f"/pelamar/{a.id}/").content.decode()


def test_a_sheet_is_handed_in_once_and_only_by_examiners(town, call):
    ready(town, call)
    a = applied(call)
    scored(town, a)
    with pytest.raises(Conflict, match="tidak berubah lagi"):
        scored(town, a, 100)
    with pytest.raises(Refused):
        actions.score(by=town.actor("panel"), applicant=a.id, points={"k1": 1, "k2": 1})
    assert Sheet.objects.count() == 2


def test_an_examiner_of_one_call_sees_no_other(town, call):
    ready(town, call)
    other = actions.save_call(by=town.actor("office"), programme=town.programme, plan=plan())
    other = actions.open_call(by=town.actor("office"), call=other.id)
    theirs = applied(other, phone="+6281200000077")
    assert town.client("head").get(f"/pelamar/{theirs.id}/").status_code == 404
    assert town.client("panel").get(f"/rekrutmen/{call.id}/menilai/").status_code == 404


def test_places_go_by_points_the_rest_waits_and_below_the_minimum_nobody(town, call):
    three(town, call)
    done = decided(town, call)
    assert {a.name: (a.state, a.place) for a in done} == {
        "Rina": ("chosen", 1), "Sari": ("waiting", 2), "Tuti": ("rejected", None),
    }  # fmt: skip
    tuti = next(a for a in done if a.name == "Tuti")
    assert "di bawah nilai minimum" in tuti.reason
    assert tuti.redact_on == datetime.date(2026, 7, 28) + datetime.timedelta(days=180)


def test_to_differ_from_the_ranking_needs_a_reason_of_its_own(town, call):
    three(town, call)
    usual = {p.applicant.name: p.reason for p in proposals(call, Post(HERE))}
    with pytest.raises(Refused, match="berbeda dari peringkat"):
        decided(town, call, rina=("waiting", usual["Rina"]), sari=("chosen", "Rina mengundurkan diri lisan"))
    done = decided(town, call, rina=("waiting", "Meminta ditunda"), sari=("chosen", "Menggantikan Rina"))
    assert {a.name: a.state for a in done} == {"Rina": "waiting", "Sari": "chosen", "Tuti": "rejected"}


def test_no_more_are_chosen_than_there_are_places(town, call):
    three(town, call)
    with pytest.raises(Refused, match="lebih banyak daripada tempatnya"):
        decided(town, call, sari=("chosen", "Juga baik"))


def test_who_does_not_meet_a_requirement_is_never_chosen(town, call):
    ready(town, call)
    a = applied(call)
    checked(town, a, age="not_met")
    with pytest.raises(Refused, match="tidak memenuhi syarat"):
        decided(town, call, rina=("chosen", "Tetap dipilih"))
    assert decided(town, call)[0].state == "rejected"


def test_nothing_is_decided_while_someone_is_not_checked_or_scored_by_two(town, call):
    ready(town, call)
    a = applied(call)
    checked(town, a, health="doubtful")
    with pytest.raises(Refused, match="belum selesai diperiksa"):
        decided(town, call, rina=("rejected", "x"))
    checked(town, a)
    actions.score(by=town.actor("head"), applicant=a.id, points={"k1": 80, "k2": 80})
    with pytest.raises(Refused, match="belum selesai diperiksa"):
        decided(town, call, rina=("rejected", "x"))


def test_nothing_is_decided_before_the_call_is_closed(town, call):
    three(town, call)
    with (
        pytest.raises(Refused, match="sesudah hari penutupan"),
        time_machine.travel(datetime.datetime(2026, 7, 25, 3, tzinfo=datetime.UTC)),
    ):
        actions.decide(by=town.actor("office"), call=call.id, post=Post(HERE), choices=[])


def test_when_the_chosen_one_steps_back_the_waiting_list_moves_up(town, call):
    rina, *_rest = three(town, call)
    decided(town, call)
    actions.withdraw(applicant=rina.id)
    done = decided(town, call)
    assert [(a.name, a.state) for a in done] == [("Sari", "chosen")]


def test_the_applicant_reads_the_decision_and_its_reason(town, call, client):
    _rina, _sari, tuti = three(town, call)
    decided(town, call)
    session = client.session
    session["mentor_application"] = str(tuti.id)
    session.save()
    page = client.get("/lowongan-pendamping/lamaran/").content.decode()
    assert "Tidak terpilih" in page
    assert "di bawah nilai minimum 60" in page


def test_who_was_not_chosen_is_redacted_in_time_and_who_was_is_kept(town, call):
    three(town, call)
    decided(town, call)
    assert actions.redact_due() == 0
    with time_machine.travel(AFTER + datetime.timedelta(days=181), tick=False):
        assert actions.redact_due() == 2
        assert actions.redact_due() == 0
    rows = {a.state: a for a in Applicant.objects.unscoped("test")}
    assert (rows["chosen"].name, rows["chosen"].phone) == ("Rina", "+6281200000000")
    gone = rows["rejected"]
    assert (gone.name, gone.phone, gone.born_on, gone.answers) == ("[dihapus]", "", None, {})
    assert Enclosure.objects.count() == 1
    assert set(Enclosure.objects.values_list("applicant", flat=True)) == {rows["chosen"].id}


def test_a_draft_never_sent_goes_a_month_after_the_call(call):
    from .conftest import begun

    begun(call)
    with time_machine.travel(datetime.datetime(2026, 8, 20, tzinfo=datetime.UTC)):
        assert actions.redact_due() == 0
    with time_machine.travel(datetime.datetime(2026, 8, 27, tzinfo=datetime.UTC)):
        assert actions.redact_due() == 1


def test_papers_are_served_to_whoever_judges_and_to_nobody_else(town, call):
    ready(town, call)
    a = applied(call)
    paper = a.enclosures.get()
    address = f"/pelamar/{a.id}/dokumen/{paper.id}/"
    answer = town.client("office").get(address)
    assert answer["Content-Type"] == "image/jpeg"
    assert answer.content.startswith(b"\xff\xd8")
    assert town.client("head").get(address).status_code == 200
    for name in ("ana", "panel", "elsewhere"):
        assert town.client(name).get(address).status_code in (403, 404)


def test_the_office_goes_from_the_form_to_the_decision(town):
    client = town.client("office")
    page = client.get("/rekrutmen/baru/")
    said = {
        "title": "Pendamping baru", "opens_on": "2026-07-10", "closes_on": "2026-07-25", "asks": ["age"], "years": "21",
        "education": "sma", "passing": "60", "keep_days": "180", "objection_days": "0", "centre": "32.76", "criterion-0": "Wawancara", "weight-0": "100",
        f"places-{HERE}": "1", "call": page.context["form"].initial["call"],
    }  # fmt: skip
    address = client.post("/rekrutmen/baru/", said)["Location"]
    assert client.post("/rekrutmen/baru/", said)["Location"] == address  # sent twice is once
    client.post(f"{address}buka/")
    call = Applicant._meta.get_field("call").related_model.objects.unscoped("test").get()
    client.post(address, {"examiners": [str(town.users["head"].id), str(town.users["coordinator"].id)]})
    client.post(f"{address}hubungan/", {})
    a = _sent(call)
    client.post(f"/pelamar/{a.id}/", {"checks": "1", "verdict-age": "met", "verdict-neutral": "met"})
    for name in ("head", "coordinator"):
        examiner = town.client(name)
        examiner.post(f"{address}hubungan/", {})
        examiner.post(f"/pelamar/{a.id}/", {"sheet": "1", "points-k1": "88", "note": ""})
    with time_machine.travel(AFTER, tick=False):
        where = f"{address}keputusan/?wilayah={HERE}"
        shown = client.get(where).context["form"]
        told = {}
        for p, state, reason in shown.rows():
            told |= {state.html_name: p.state, reason.html_name: p.reason}
        assert client.post(where, told).status_code == 302
    a.refresh_from_db()
    assert (a.state, a.place) == ("chosen", 1)


def _sent(call):
    from .conftest import begun, told

    made, _code = begun(call)
    actions.save(applicant=made.id, told=told("Rina"))
    return actions.hand_in(applicant=made.id, declared=True)


def test_a_second_role_opens_no_door_to_ones_own_application(town, call):
    assign(by=SYSTEM, user=town.users["ana"], role=Role.OFFICE, region="32.76", starts_on=FEBRUARY)
    a = applied(call, user=town.users["ana"])
    actions.declare_interests(by=town.actor("ana"), call=call.id, ties={})
    with pytest.raises(Denied):
        actions.check(by=town.actor("ana"), applicant=a.id, rows=[Verdict("health", "met")])


def test_what_was_decided_of_who_served_before_stands_beside_for_the_office_and_not_for_examiners(
    town, call, monkeypatch
):
    told = lambda _actor, rows: {r.id: beside.Told("WUB 2025: Pertahankan", "/penetapan/") for r in rows}  # noqa: E731
    monkeypatch.setattr(beside, "tellers", [told])
    ready(town, call)
    a = applied(call)
    assert "WUB 2025: Pertahankan" in town.client("office").get(f"/pelamar/{a.id}/").content.decode()
    assert "WUB 2025: Pertahankan" not in town.client("coordinator").get(f"/pelamar/{a.id}/").content.decode()
    listed = town.client("office").get(f"/rekrutmen/{call.id}/keputusan/?wilayah={HERE}").content.decode()
    assert "WUB 2025: Pertahankan" in listed
