"""A cooperative's health from the questions to an approved, frozen result that anyone can compute again."""

import copy
import datetime
from dataclasses import replace

import pytest
from django.db import Error, transaction

from dampingi.foundation.accounts.actions import assign
from dampingi.foundation.accounts.models import User
from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.accounts.queries import actor_of
from dampingi.foundation.approvals.actions import decide
from dampingi.foundation.approvals.models import Approval
from dampingi.foundation.definitions import load, source_names
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.insight.health import actions, queries
from dampingi.insight.health.models import HealthResult, HealthRules
from dampingi.insight.health.rules import engine_rules
from dampingi.records.cooperatives.actions import note_year, register_cooperative
from tests.records.conftest import SYSTEM
from tests.records.cooperatives.test_cooperatives import TOLD, YEAR

BODY = load("cooperative_health")


@pytest.fixture
def cooperative(town):
    made = register_cooperative(by=town.actor("office"), told=TOLD)
    note_year(by=town.actor("office"), cooperative=made.id, told=YEAR)
    return made


def items(kind="consumer") -> tuple[str, ...]:
    return engine_rules(BODY, kind).items


def answered(town, cooperative, no=(), **told):
    given = {i: i not in no for i in items(cooperative.kind)}
    return actions.save_answers(
        by=town.actor("office"),
        cooperative=cooperative.id,
        year=2025,
        answers=given | told,
        notes={"office": "Dilihat"},
    )


def approved(town, found, by="head"):
    waiting = Approval.objects.unscoped("test").filter(subject_id=found.id, state="waiting").get()
    decide(by=town.actor(by), approval=waiting.id, approved=True)
    return queries.newest(found)


def whole(town, cooperative, **told) -> HealthResult:
    found = answered(town, cooperative, **told)
    actions.submit(by=town.actor("office"), assessment=found.id)
    return approved(town, found)


@pytest.mark.parametrize("kind", sorted(source_names("cooperative_kinds")))
def test_the_shipped_rules_can_assess_every_kind(kind):
    rules = engine_rules(BODY, kind)
    assert [(a.key, a.weight) for a in rules.aspects] == [
        ("governance", 30),
        ("risk", 15),
        ("finance", 40),
        ("capital", 15),
    ]
    assert [(b.key, int(b.lower)) for b in rules.bands] == [
        ("healthy", 80),
        ("fair", 66),
        ("watched", 51),
        ("special", 0),
    ]


def test_loans_are_asked_of_savings_and_loan_cooperatives_only():
    assert "loans_flow" in items("savings_loan")
    assert "loans_flow" not in items("consumer")


def test_everything_answered_with_yes_is_healthy(town, cooperative):
    result = whole(town, cooperative)
    assert (result.score, result.band, result.body["lift"]) == (10_000, "healthy", None)
    assert (result.made_by_name, result.approved_by_name) == ("Office", "Head")


def test_everything_answered_with_no_is_a_quarter_and_says_the_way_up(town, cooperative):
    result = whole(town, cooperative, no=items())
    assert (result.score, result.band) == (2500, "special")
    assert result.body["lift"]["band"] == "watched"
    better = set(items())
    parts = {c.key: c for c in engine_rules(BODY, "consumer").components}
    for key, n in result.body["lift"]["components"]:
        better -= set(parts[key].items[:n])
    found = actions.assess_again(
        by=town.actor("office"), assessment=result.assessment_id, reason="Sudah diperbaiki"
    )
    again = whole(town, found.cooperative, no=better)
    assert (again.number, again.band) == (2, "watched")
    assert HealthResult.objects.count() == 2


@pytest.mark.parametrize(
    ("told", "change", "says"),
    [
        ({"legal_on": datetime.date(2025, 3, 1)}, {}, "satu tahun buku penuh"),
        ({}, {"meeting_on": None}, "rapat anggota tahunan"),
        ({"closed_on": datetime.date(2025, 10, 1)}, {}, "bubar"),
    ],
)
def test_who_is_not_yet_assessable_is_told_why(town, told, change, says):
    made = register_cooperative(by=town.actor("office"), told=replace(TOLD, **told))
    note_year(by=town.actor("office"), cooperative=made.id, told=replace(YEAR, **change))
    with pytest.raises(Refused, match=says):
        answered(town, made)
    assert says in town.client("head").get(f"/koperasi/{made.id}/kesehatan/2025/").content.decode()


def test_without_the_book_year_there_is_nothing_to_assess(town, cooperative):
    with pytest.raises(Refused, match="belum diisi"):
        actions.save_answers(
            by=town.actor("office"), cooperative=cooperative.id, year=2024, answers={}, notes={}
        )


def test_open_questions_are_counted_and_nothing_is_handed_in(town, cooperative):
    found = answered(town, cooperative)
    found.answers.pop("office")
    found.save()
    with pytest.raises(Refused, match="1 pertanyaan belum dijawab"):
        actions.submit(by=town.actor("office"), assessment=found.id)
    assert not Approval.objects.unscoped("test").exists()


def test_who_answered_does_not_approve(town, cooperative):
    found = answered(town, cooperative)
    actions.submit(by=town.actor("office"), assessment=found.id)
    with pytest.raises(Denied, match="Penyusun"):
        approved(town, found, by="office")
    with pytest.raises(Denied):
        approved(town, found, by="coordinator")
    assert HealthResult.objects.count() == 0


def test_what_was_handed_in_does_not_change_and_comes_back_with_a_comment(town, cooperative):
    found = answered(town, cooperative)
    actions.submit(by=town.actor("office"), assessment=found.id)
    with pytest.raises(Conflict, match="sudah diajukan"):
        answered(town, cooperative)
    waiting = Approval.objects.unscoped("test").get()
    decide(by=town.actor("head"), approval=waiting.id, approved=False, comment="Kasnya belum dilihat")
    found.refresh_from_db()
    assert (found.state, found.returned_note, found.version) == ("returned", "Kasnya belum dilihat", 2)
    assert whole(town, cooperative).number == 1


def test_the_database_refuses_to_change_a_result_or_its_rules(town, cooperative):
    result = whole(town, cooperative)
    for rows in (HealthResult.objects.filter(id=result.id), HealthRules.objects.filter(id=result.rules_id)):
        with pytest.raises(Error), transaction.atomic():
            rows.update(hash="0" * 64)


def test_a_result_holds_until_somebody_tampers_with_it(town, cooperative):
    result = whole(town, cooperative, no=("surplus",))
    assert queries.holds(result)
    result.answers["surplus"] = True
    assert not queries.holds(result)
    result.answers["surplus"] = False
    result.notes["office"] = "Lain"
    assert not queries.holds(result)


def test_an_edition_counts_for_what_is_approved_after_it(town, cooperative):
    first = whole(town, cooperative, no=items())
    body = copy.deepcopy(BODY)
    body["bands"][2]["lower"] = 25
    made = actions.publish_rules(
        by=town.actor("head"), region="32.76", body=body, reason="Naskah 2026, pasal 7"
    )
    actions.assess_again(by=town.actor("office"), assessment=first.assessment_id, reason="Aturan baru")
    second = whole(town, cooperative, no=items())
    assert (first.band, second.band, second.rules_id) == ("special", "watched", made.id)
    assert queries.holds(HealthResult.objects.get(id=first.id))


@pytest.mark.parametrize(
    "edit", [lambda b: b["aspects"][0].update(weight=31), lambda b: b["bands"][0].update(lower=50)]
)
def test_rules_that_cannot_be_are_refused(town, edit):
    body = copy.deepcopy(BODY)
    edit(body)
    with pytest.raises(Refused, match="100"):
        actions.publish_rules(by=town.actor("head"), region="32.76", body=body, reason="x")
    with pytest.raises(Denied):
        actions.publish_rules(by=town.actor("office"), region="32.76", body=BODY, reason="x")


def test_from_the_questions_to_the_result_on_the_pages(town, cooperative):
    address = f"/koperasi/{cooperative.id}/kesehatan/2025/"
    office, head = town.client("office"), town.client("head")
    form = office.get(address).context["form"]
    said = {f"a-{i['code']}": "yes" for i in form.items()} | {"n-office": "Papan nama difoto"}
    part = dict(list(said.items())[:3])
    assert office.post(address, part | {"act": "save"}).status_code == 302
    assert office.post(address, part | {"act": "submit"}).status_code == 422
    assert office.post(address, said | {"act": "submit"}).status_code == 302
    assert "Papan nama difoto" in head.get(address).content.decode()
    assert "Kesehatan koperasi Koperasi Maju Bersama" in head.get("/kotak-masuk/").content.decode()
    assert office.post(address, {"act": "decide", "verdict": "yes"}).status_code == 409
    assert head.post(address, {"act": "decide", "verdict": "no"}).status_code == 422
    assert head.post(address, {"act": "decide", "verdict": "yes"}).status_code == 302
    page = town.client("inspector").get(address).content.decode()
    assert "Dihitung ulang: sama." in page
    assert "<h2>Sehat</h2>" in page
    listed = head.get("/koperasi/kesehatan/?tahun=2025&kelompok=healthy").content.decode()
    assert "Koperasi Maju Bersama" in listed
    assert (
        "Koperasi Maju Bersama"
        not in head.get("/koperasi/kesehatan/?tahun=2025&kelompok=special").content.decode()
    )


@pytest.mark.parametrize("year", ["0", "1", "99999", "202500"])
def test_a_year_that_is_none_is_not_found(town, cooperative, year):
    assert town.client("office").get(f"/koperasi/{cooperative.id}/kesehatan/{year}/").status_code == 404
    assert town.client("office").get(f"/koperasi/kesehatan/?tahun={year}").status_code == 200


def test_the_head_publishes_an_edition_on_the_page(town, cooperative):
    head = town.client("head")
    form = head.get("/koperasi/kesehatan/aturan/").context["form"]
    said = {f.html_name: f.value() for f in form if f.value() is not None} | {"reason": "Naskah baru"}
    assert head.post("/koperasi/kesehatan/aturan/", said).status_code == 422, "the same rules are no edition"
    assert head.post("/koperasi/kesehatan/aturan/", said | {"e-fair": "65"}).status_code == 302
    assert town.client("office").post("/koperasi/kesehatan/aturan/", said).status_code == 403


def test_nobody_who_helped_to_answer_approves(town, cooperative):
    """The office is two people who may both approve; one begins, the other finishes and hands in."""
    second = User.objects.create(login="kedua@contoh.id", name="Kedua")
    assign(by=SYSTEM, user=second, role=Role.OFFICE, region="32.76", starts_on=datetime.date(2026, 1, 1))
    other = actor_of(second, on=datetime.date(2026, 7, 20))
    found = answered(town, cooperative)
    actions.save_answers(
        by=other, cooperative=cooperative.id, year=2025, answers=found.answers | {"surplus": False}, notes={}
    )
    actions.submit(by=other, assessment=found.id)
    found.refresh_from_db()
    assert queries.waiting(town.actor("office"), found) is None
    with pytest.raises(Denied, match="ikut mengisi"):
        approved(town, found, by="office")
    assert HealthResult.objects.count() == 0
    assert approved(town, found, by="head").number == 1


def test_looking_at_the_rules_stores_nothing(town, cooperative):
    assert town.client("office").get("/koperasi/kesehatan/aturan/").status_code == 200
    assert town.client("office").get(f"/koperasi/{cooperative.id}/kesehatan/2025/").status_code == 200
    assert not HealthRules.objects.exists()


def test_what_is_shipped_next_follows_as_an_edition_unless_the_office_has_its_own(
    town, cooperative, monkeypatch
):
    first = whole(town, cooperative, no=items()).rules
    newer = copy.deepcopy(BODY)
    newer["bands"][2]["lower"] = 25
    monkeypatch.setattr(queries, "load", lambda _name: newer)
    assert (queries.rules_in_force("32.76").number, first.number) == (2, 1)
    own = actions.publish_rules(
        by=town.actor("head"), region="32.76", body=copy.deepcopy(BODY), reason="Tetap"
    )
    assert queries.rules_in_force("32.76") == own
