"""Each person finds their step on the page, and nobody another's."""

import pytest

from dampingi.foundation.regions.models import Region
from dampingi.outcomes.decisions import actions
from dampingi.outcomes.decisions.models import Decision, Determination
from dampingi.outcomes.decisions.queries import current, results_of
from tests.outcomes.decisions.conftest import BASIS, PLAN, WHY


@pytest.fixture
def subject(bench):
    return results_of(bench.determination).first().subject_id


def test_the_way_from_the_evaluation_to_a_signed_decree(bench, page, subject):
    found = bench.determination
    overview = page("office", "evaluation", found.evaluation_id).content.decode()
    assert "Ke penetapan" in overview
    assert page("office", "open_determination", found.evaluation_id, once="1").status_code == 302
    rows = {"act": "propose", "key": "keep", "reason": WHY}
    for result in results_of(found):
        assert page("office", "mentor_decision", found.id, result.subject_id, **rows).status_code == 302
    page("head", "determination_step", found.id, step="approve_kept")
    page("office", "determination_step", found.id, step="minutes")
    for who in ("rater", "second"):
        assert "Tanda tangan Anda ditunggu" in page(who, "determination", found.id).content.decode()
        page(who, "determination_step", found.id, step="sign")
    head = page("head", "determination", found.id).content.decode()
    assert "Tandatangani SK" in head
    signed = page("head", "sign_decree", found.id, basis=BASIS, effective_on="2026-10-01")
    assert signed.status_code == 302
    own = page("mentor0", "own_decision", subject).content.decode()
    assert "Saudara dipertahankan" in own
    assert page("mentor0", "decision_letter", subject)["Content-Type"] == "application/pdf"
    assert page("mentor1", "decision_letter", subject).status_code == 404
    for route in ("minutes_pdf", "decree_pdf"):
        assert page("inspector", route, found.id)["Content-Type"] == "application/pdf"
    assert "Ditetapkan" in page("inspector", "determinations").content.decode()


def test_one_decision_is_proposed_read_returned_and_approved(bench, page, subject):
    where = ("mentor_decision", bench.determination.id, subject)
    coached = {
        "act": "propose", "key": "coach", "reason": WHY, "goals": PLAN.goals, "companion": PLAN.companion,
        "starts": "2026-10-01", "ends": "2026-12-31",
    }  # fmt: skip
    assert page("office", *where, **coached).status_code == 302
    given = current(bench.determination).get()
    own = page("office", *where).content.decode()
    assert "Menunggu persetujuan" in own
    assert 'value="approve"' not in own
    assert 'value="approve"' in page("head", *where).content.decode()
    page("head", *where, act="return", decision=str(given.id), note="Rencananya belum menyebut siapa saja.")
    assert "Rencananya belum menyebut" in page("office", *where).content.decode()
    page("office", *where, **coached)
    given = current(bench.determination).get()
    page("head", *where, act="approve", decision=str(given.id))
    given.refresh_from_db()
    assert given.approved_name == "Head"


def test_what_was_typed_stays_where_it_is_refused(bench, page, subject):
    where = ("mentor_decision", bench.determination.id, subject)
    answer = page("office", *where, act="propose", key="coach", reason=WHY)
    assert answer.status_code == 422
    assert WHY in answer.content.decode()
    answer = page("office", *where, act="propose", key="keep", reason="")
    assert "berbeda dari usulan hitungan" in answer.content.decode()
    assert not Decision.objects.exists()


@pytest.mark.parametrize("who", ["mentor0", "participant", "partner", "coordinator", "stranger"])
def test_others_do_not_see_it(bench, page, subject, who):
    for where in (("determination",), ("mentor_decision", subject), ("minutes_pdf",)):
        route, *rest = where
        assert page(who, route, bench.determination.id, *rest).status_code in (403, 404)


def test_a_mentor_sees_nothing_before_it_is_signed(bench, page, subject):
    bench.panel_signed()
    assert page("mentor0", "own_decision", subject).status_code == 404
    assert page("mentor0", "decision_letter", subject).status_code == 404


@pytest.mark.parametrize(
    ("who", "step"), [("rater", "keep"), ("rater", "minutes"), ("head", "minutes"), ("office", "sign")]
)
def test_a_step_of_another_is_refused(bench, page, who, step):
    bench.propose()
    bench.approve()
    assert page(who, "determination_step", bench.determination.id, step=step).status_code in (403, 422)


def test_rubbish_is_answered(bench, page, subject):
    found = bench.determination
    assert page("office", "determination_step", found.id, step="x").status_code == 422
    assert page("head", "mentor_decision", found.id, subject, act="approve", decision="x").status_code == 422
    assert page("head", "mentor_decision", found.id, found.id).status_code == 404
    assert page("head", "sign_decree", found.id, basis="", effective_on="x").status_code == 422


def test_a_rater_s_absence_is_noted(bench, page):
    found = bench.minuted()
    sent = {"rater": str(bench.office.users["second"].id), "why": "Sakit sejak awal bulan, ada surat dokter."}
    assert page("office", "minutes_absence", found.id, **sent).status_code == 302
    assert "surat dokter" in page("head", "determination", found.id).content.decode()


def test_after_signing_it_says_what_follows_and_what_is_vacant(bench, page):
    Region.objects.create(code="32.76.05.1003", name="Kelurahan Satu")
    bench.propose("replace")
    for each in current(bench.determination):
        actions.approve(by=bench.actor("head"), determination=bench.determination, decisions=[each.id])
    actions.make_minutes(by=bench.actor("office"), determination=bench.determination)
    for name in ("rater", "second"):
        actions.sign_minutes(by=bench.actor(name), determination=bench.determination)
    bench.sign()
    told = page("office", "determination", bench.determination.id).content.decode()
    assert "belum diserahterimakan" in told
    assert "Tanpa pendamping" in told
    answer = page(
        "office", "correct_determination", bench.determination.id, why="Satu keputusan perlu diperbaiki."
    )
    assert answer.status_code == 302
    assert Determination.objects.unscoped("test").filter(corrects=bench.determination).exists()
