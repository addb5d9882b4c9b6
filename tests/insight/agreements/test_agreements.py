"""Targets and work programme: signed by both, locked, changed only as a new edition with a reason."""

import datetime
from decimal import Decimal

import pytest
import time_machine
from django.db import DatabaseError, transaction

from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.notices.models import Notice
from dampingi.foundation.ui.states import State
from dampingi.insight.agreements import actions
from dampingi.insight.agreements.actions import content_of
from dampingi.insight.agreements.intake import LinePlan, Plan, TargetPlan
from dampingi.insight.agreements.models import Agreement
from dampingi.insight.agreements.queries import editions, in_force, in_month
from dampingi.insight.agreements.realisation import by_month
from dampingi.outcomes.papers import agreements
from dampingi.outcomes.papers.actions import keep_paper
from tests.pdf import printed

MONTHS = ("2026-06", "2026-07")


@pytest.fixture(autouse=True)
def _that_day(july, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def plan(visits="1", **told) -> Plan:
    usual = {
        "targets": (TargetPlan("visits_per_participant", Decimal(visits), "month"), TargetPlan("new_nib", Decimal("0.4"), "year")),
        "lines": (LinePlan("Kelas pemasaran", "Satu kelas", MONTHS),),
    }  # fmt: skip
    return Plan(**(usual | told))


def proposed(town, by="office", to="ana", reason="", **told) -> Agreement:
    return actions.propose(by=town.actor(by), mentors=[town.mentor(to).id], plan=plan(**told), reason=reason)[
        0
    ]


def signed(town, to="ana", **told) -> Agreement:
    made = proposed(town, to=to, **told)
    return actions.sign(by=town.actor(to), agreement=made.id, hash=made.hash)


def test_who_proposes_signs_and_it_holds_when_the_other_side_has_signed(town):
    made, ana = proposed(town), town.mentor("ana")
    assert in_force([ana.id]) == {}
    assert "Baca, lalu tandatangani" in str(Notice.objects.get(user=ana.user))
    actions.sign(by=town.actor("ana"), agreement=made.id, hash=made.hash)
    assert in_force([ana.id])[ana.id].id == made.id
    assert [(s.side, s.by_name, s.hash == made.hash) for s in made.signatures.order_by("side")] == [
        ("mentor", "Ana", True), ("office", "Office", True),
    ]  # fmt: skip
    assert digest(content_of(made)) == made.hash


def test_a_mentor_may_propose_and_the_office_signs(town):
    made = proposed(town, by="ana")
    with pytest.raises(Conflict, match="sudah menandatangani"):
        actions.sign(by=town.actor("ana"), agreement=made.id, hash=made.hash)
    actions.sign(by=town.actor("office"), agreement=made.id, hash=made.hash)
    assert in_force([made.mentor_id])


@pytest.mark.parametrize(
    "name", ["budi", "camat", "head", "coordinator", "inspector", "elsewhere", "partner"]
)
def test_nobody_else_proposes_or_signs(town, name):
    made = proposed(town)
    with pytest.raises(Refused):
        actions.sign(by=town.actor(name), agreement=made.id, hash=made.hash)
    with pytest.raises(Refused):
        proposed(town, by=name)


def test_a_mentor_who_also_works_in_the_office_never_signs_for_both(town):
    from dampingi.foundation.accounts.actions import assign
    from dampingi.foundation.accounts.permissions import Role
    from tests.records.conftest import FEBRUARY, SYSTEM

    assign(by=SYSTEM, user=town.users["ana"], role=Role.OFFICE, region="32.76", starts_on=FEBRUARY)
    made = proposed(town, by="ana")
    with pytest.raises(Conflict):
        actions.sign(by=town.actor("ana"), agreement=made.id, hash=made.hash)
    assert in_force([made.mentor_id]) == {}


def test_what_is_signed_is_what_was_read(town):
    made = proposed(town)
    with pytest.raises(Conflict, match="tidak sama dengan yang Anda baca"):
        actions.sign(by=town.actor("ana"), agreement=made.id, hash="0" * 64)


def test_an_older_proposal_is_not_signed_any_more(town):
    old = proposed(town)
    proposed(town, visits="2")
    with pytest.raises(Conflict, match="edisi yang lebih baru"):
        actions.sign(by=town.actor("ana"), agreement=old.id, hash=old.hash)


def test_the_database_refuses_to_change_an_edition(town):
    made = proposed(town)
    with pytest.raises(DatabaseError, match="does not change"), transaction.atomic():
        Agreement.objects.unscoped("test").filter(id=made.id).update(reason="Lain")


def test_a_change_needs_a_reason_and_the_old_edition_holds_until_both_signed(town):
    first = signed(town)
    with pytest.raises(Refused, match="Tulis alasan"):
        proposed(town, visits="2")
    second = proposed(town, visits="2", reason="Peserta bertambah")
    assert in_force([first.mentor_id])[first.mentor_id].id == first.id
    actions.sign(by=town.actor("ana"), agreement=second.id, hash=second.hash)
    assert in_force([first.mentor_id])[first.mentor_id].number == 2
    assert [c.number for c in editions(town.mentor("ana"))] == [2, 1]


def test_what_is_signed_later_changes_no_month_that_is_over(town):
    first = signed(town)
    with time_machine.travel(datetime.datetime(2026, 8, 5, 3, tzinfo=datetime.UTC)):
        second = proposed(town, visits="2", reason="Peserta bertambah")
        actions.sign(by=town.actor("ana"), agreement=second.id, hash=second.hash)
    ids, told = [first.mentor_id], lambda m: in_month(town.programme, datetime.date(2026, m, 1), ids)
    assert told(6) == {}
    assert told(7)[ids[0]].number == 1
    assert told(8)[ids[0]].number == 2


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"targets": (), "lines": ()}, "sekurang-kurangnya satu"),
        (
            {"targets": (TargetPlan("pass_rate", Decimal(1), "year"),)},
            "tidak dikenal",
        ),  # not told of one mentor
        ({"targets": (TargetPlan("new_nib", Decimal(1), "week"),)}, "tidak dikenal"),
        ({"targets": (TargetPlan("new_nib", Decimal(10**9), "year"),)}, "di luar batas"),
        ({"targets": (TargetPlan("new_nib", Decimal(1), "year"),) * 2}, "cukup sekali"),
        ({"lines": (LinePlan("Kelas", "", ()),)}, "uraian dan bulan"),
    ],
)
def test_what_cannot_be_promised(town, told, words):
    with pytest.raises(Refused, match=words):
        proposed(town, **told)
    assert not Agreement.objects.unscoped("test").exists()


def test_many_get_the_same_in_one_go_and_each_signs_for_themselves(town):
    ids = [town.mentor(n).id for n in ("ana", "budi")]
    made = actions.propose(by=town.actor("office"), mentors=ids, plan=plan())
    assert len({c.hash for c in made}) == 2
    with pytest.raises(Refused):
        actions.sign(by=town.actor("budi"), agreement=made[0].id, hash=made[0].hash)
    with pytest.raises(Denied):
        actions.propose(by=town.actor("camat"), mentors=ids, plan=plan())


def test_the_agreement_is_a_frozen_paper_of_what_both_signed(town):
    with pytest.raises(Conflict, match="kedua pihak"):
        agreements.draft(proposed(town, to="budi"))
    found = signed(town)
    paper = keep_paper(agreements.draft(found))
    assert keep_paper(agreements.draft(found)).id == paper.id
    told = printed(paper)
    for words in (
        "PERJANJIAN KINERJA",
        "Ana",
        "001/PK-PENDAMPING/2026",
        "Kelas pemasaran",
        "40",
        "Office",
        "20 Juli 2026",
        found.hash[:12],
    ):
        assert words in told, words


def test_from_the_form_to_both_signatures(town):
    office, ana = town.client("office"), town.client("ana")
    address = f"/komitmen/{town.mentor('ana').id}/"
    said = {
        "indicator-0": "new_nib", "value-0": "40", "period-0": "year", "activity-0": "Kelas", "output-0": "Satu kelas",
        "months-0": ["2026-07"], "reason": "",
    }  # fmt: skip
    assert office.post(f"{address}usul/", said | {"value-0": ""}).status_code == 422
    assert office.post(f"{address}usul/", said)["Location"] == address
    found = Agreement.objects.unscoped("test").get()
    assert (found.targets[0]["value"], found.targets[0]["period"]) == ("0.4", "year")
    page = ana.get(address).content.decode()
    assert found.hash in page
    sign = f"/komitmen/edisi/{found.id}/tanda-tangan/"
    assert ana.post(sign, {"hash": found.hash}).status_code == 422
    assert ana.post(sign, {"hash": found.hash, "read": "on"})["Location"] == address
    assert "Berlaku" in office.get(address).content.decode()
    assert "<strong>1</strong>" in office.get("/komitmen/?keadaan=signed").content.decode()
    ticked = f"pilih={town.mentor('budi').id}"
    office.post("/komitmen/usul/", said | {"chosen": ticked})
    assert "<strong>1</strong>" in office.get("/komitmen/?keadaan=mentor").content.decode()


def test_a_proposed_change_shows_what_holds_now(town):
    signed(town)
    proposed(town, visits="2", reason="Peserta bertambah")
    page = town.client("ana").get(f"/komitmen/{town.mentor('ana').id}/").content.decode()
    assert page.count("(sekarang 1,00)") == 1
    assert "(sekarang 40" not in page  # the other target stays as it is


def test_a_neighbour_sees_nothing_of_it(town):
    signed(town)
    assert town.client("budi").get(f"/komitmen/{town.mentor('ana').id}/").status_code == 404
    assert town.client("camat").get(f"/komitmen/{town.mentor('ana').id}/").status_code == 200


def test_a_month_is_judged_by_what_held_then(town):
    signed(town)
    with time_machine.travel(datetime.datetime(2026, 8, 5, 3, tzinfo=datetime.UTC)):
        second = proposed(town, visits="2", reason="Peserta bertambah")
        actions.sign(by=town.actor("ana"), agreement=second.id, hash=second.hash)
        months = [datetime.date(2026, m, 1) for m in (6, 7, 8)]
        found = by_month(town.programme, second, months, until=datetime.date(2026, 8, 5))
        visits = [next(r for r in rows if r.indicator == "visits_per_participant") for _m, rows in found]
        assert visits[0].target == "", "in June nothing was signed"
        assert visits[0].state is State.NONE
        assert (visits[1].target, visits[2].target) == ("1,00", "2,00")
        page = town.client("ana").get(f"/komitmen/{town.mentor('ana').id}/").content.decode()
        assert "target 1,00" in " ".join(page.split())
