"""Papers an instrument asks for: looked for by a person, frozen with the evidence, scored as they are."""

import copy
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.insight.evaluation import actions
from dampingi.insight.evaluation.definitions import shipped
from dampingi.insight.evaluation.documents import checks
from dampingi.insight.evaluation.intake import DocumentIntake
from dampingi.insight.evaluation.models import DocumentCheck, Evaluation, FrozenEvidence
from tests.insight.evaluation.conftest import sheet

PDF = b"%PDF-1.4\ntrailer<<>>\n%%EOF"


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def asking() -> dict:
    """The shipped instrument, with ten points of the panel's for two papers."""
    body = copy.deepcopy(shipped()["kelurahan"])
    panel = [c for c in body["criteria"] if c["method"] == "panel"]
    for c, less in zip(panel, (2, 2, 2, 2, 2), strict=False):
        c["weight"] -= less
    body["dimensions"].append({"key": "papers", "name": "Dokumen", "says": "Dokumen yang disyaratkan"})
    for key in ("plan", "logbook"):
        body["criteria"].append(
            {
                "key": key, "dimension": "papers", "method": "documents", "name": key.title(), "says": "Ada atau tidak.",
                "source": {"document": key}, "unit": "dokumen", "target": 1, "weight": 0, "least": 1,
            }
        )  # fmt: skip
    spare = 100 - sum(c["weight"] for c in body["criteria"])
    body["criteria"][-1]["weight"] = body["criteria"][-2]["weight"] = spare / 2
    return body


@pytest.fixture
def evaluation(office) -> Evaluation:
    actions.publish_instrument(by=office.by, body=asking(), region="32")
    made = office.create()
    actions.lock_instrument(by=office.actor("head"), evaluation=made)
    return made


def noted(office, evaluation, n: int, plan: bool, logbook: bool, **told) -> list[DocumentCheck]:
    rows = [DocumentIntake("plan", plan, "Map 3", **told), DocumentIntake("logbook", logbook, "Map 4")]
    mentor = office.city.mentors[n].id
    return actions.check_documents(by=office.by, evaluation=evaluation, mentor=mentor, rows=rows)


def all_noted(office, evaluation) -> None:
    for n in range(6):
        noted(office, evaluation, n, plan=n % 2 == 0, logbook=n < 3)


def test_a_paper_counts_as_it_was_found_and_nothing_is_shrunk(office, evaluation):
    all_noted(office, evaluation)
    actions.freeze_evidence(by=office.by, evaluation=evaluation)
    raters = [office.users["rater"], office.users["second"]]
    actions.assign_raters(by=office.by, evaluation=evaluation, raters=raters)
    for name in ("rater", "second"):
        actions.declare_interests(by=office.actor(name), evaluation=evaluation)
        actions.rate(by=office.actor(name), evaluation=evaluation, rows=sheet(evaluation, 3))
    actions.close_ratings(by=office.by, evaluation=evaluation)
    made = actions.compute(by=office.by, evaluation=evaluation)
    papers = {
        r.subject.mentor_id: next(d for d in r.body["dimensions"] if d["key"] == "papers")
        for r in made.results.select_related("subject")
    }
    for n, mentor in enumerate(office.city.mentors[:6]):
        part = papers[mentor.id]
        expected = 50 * (n % 2 == 0) + 50 * (n < 3)
        assert (part["raw"], part["score"], part["low"], part["high"]) == (expected,) * 4
        assert part["shrinkage"] == 0
    client = Client()
    client.force_login(office.users["mentor1"])
    own = next(s for s in evaluation.subjects.all() if s.mentor_id == office.city.mentors[1].id)
    page = client.get(f"/evaluasi/{evaluation.id}/hasil/{own.id}/")
    assert "dokumen yang diperiksa" in page.content.decode()


def test_evidence_waits_until_every_paper_was_looked_for(office, evaluation):
    noted(office, evaluation, 0, plan=True, logbook=True)
    with pytest.raises(Refused, match="Dokumen 5 pendamping"):
        actions.freeze_evidence(by=office.by, evaluation=evaluation)
    all_noted(office, evaluation)
    actions.freeze_evidence(by=office.by, evaluation=evaluation)
    rows = FrozenEvidence.objects.filter(freeze__evaluation=evaluation, key__startswith="plan:")
    assert sum(json.loads(r.body)["done"] for r in rows) == 3
    with pytest.raises(Conflict, match="sanggahan"):
        noted(office, evaluation, 0, plan=False, logbook=True)


def test_looked_at_again_the_first_look_is_kept_and_the_same_is_not_written_twice(office, evaluation):
    first = noted(office, evaluation, 0, plan=True, logbook=True, copy=PDF)
    assert noted(office, evaluation, 0, plan=True, logbook=True) == []
    again = noted(office, evaluation, 0, plan=False, logbook=True)
    assert [c.criterion for c in again] == ["plan"]
    assert DocumentCheck.objects.filter(id=first[0].id, replaced_at__isnull=False).exists()
    assert {c.criterion: c.present for c in checks(evaluation)} == {"plan": False, "logbook": True}


def test_a_paper_said_to_be_there_shows_a_copy_or_says_where_it_is(office, evaluation):
    mentor = office.city.mentors[0].id
    with pytest.raises(Refused, match="di mana aslinya"):
        actions.check_documents(
            by=office.by, evaluation=evaluation, mentor=mentor, rows=[DocumentIntake("plan", True)]
        )
    with pytest.raises(Refused):
        actions.check_documents(
            by=office.by, evaluation=evaluation, mentor=mentor, rows=[DocumentIntake("plan", True, copy=b"MZ...")]
        )  # fmt: skip
    assert not DocumentCheck.objects.exists()


@pytest.mark.parametrize("who", ["head", "inspector", "rater", "mentor0", "coordinator", "partner"])
def test_only_the_office_looks(office, evaluation, who):
    with pytest.raises(Denied):
        actions.check_documents(
            by=office.actor(who), evaluation=evaluation, mentor=office.city.mentors[0].id,
            rows=[DocumentIntake("plan", False)],
        )  # fmt: skip


def test_nothing_is_looked_for_that_the_instrument_does_not_ask_for_or_of_others(office, evaluation):
    with pytest.raises(Refused, match="tidak meminta"):
        actions.check_documents(
            by=office.by, evaluation=evaluation, mentor=office.city.mentors[0].id, rows=[DocumentIntake("visits", True, "x")]
        )  # fmt: skip
    with pytest.raises(Refused, match="tidak dinilai"):
        actions.check_documents(
            by=office.by, evaluation=evaluation, mentor=office.city.mentors[7].id, rows=[DocumentIntake("plan", False)]
        )  # fmt: skip


def test_the_office_goes_from_mentor_to_mentor_and_the_copy_opens_for_those_concerned(office, evaluation):
    client = Client()
    client.force_login(office.users["office"])
    page = client.get(f"/evaluasi/{evaluation.id}/").content.decode()
    assert "Dokumen 6 pendamping belum diperiksa" in page
    assert client.get(f"/evaluasi/{evaluation.id}/dokumen/").status_code == 200
    mentor = office.city.mentors[0]
    sent = {
        "plan-present": "1", "plan-copy": SimpleUploadedFile("x.pdf", PDF), "logbook-present": "1", "logbook-note": "",
    }  # fmt: skip
    address = f"/evaluasi/{evaluation.id}/dokumen/{mentor.id}/"
    refused = client.post(address, sent)
    assert refused.status_code == 422
    assert "di mana aslinya" in refused.content.decode()
    sent |= {"logbook-note": "Map 4", "plan-copy": SimpleUploadedFile("x.pdf", PDF)}
    answer = client.post(address, sent)
    assert answer.status_code == 302
    assert str(mentor.id) not in answer.url
    check = next(c for c in checks(evaluation, mentor.id) if c.criterion == "plan")
    copied = f"/evaluasi/{evaluation.id}/dokumen/salinan/{check.id}/"
    for n in range(1, 6):
        noted(office, evaluation, n, plan=True, logbook=True)
    actions.freeze_evidence(by=office.by, evaluation=evaluation)
    for who, status in (
        ("office", 200),
        ("inspector", 200),
        ("mentor0", 200),
        ("mentor1", 404),
        ("participant", 403),
    ):
        other = Client()
        other.force_login(office.users[who])
        got = other.get(copied)
        assert got.status_code == status, who
        if status == 200:
            assert got.content == PDF
