"""/usaha/ubah/: one change of many businesses, agreed to by its number, done by a worker, undone as a whole."""

import datetime
import re

import pytest
from django.utils import timezone

from dampingi.foundation.accounts.actions import assign
from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.jobs.models import Job
from dampingi.foundation.jobs.tasks import run as run_job
from dampingi.foundation.jobs.worker import run_waiting
from dampingi.foundation.notices.models import Notice
from dampingi.foundation.revisions.models import Revision
from dampingi.records.businesses.actions import (
    edit_business,
    register_businesses,
    resolve_constraint,
    verify_business,
)
from dampingi.records.businesses.intake import BusinessIntake, PersonIntake, VerificationNote
from dampingi.records.businesses.models import Business, Constraint
from dampingi.records.verification.queries import open_requests, waiting
from tests.records.conftest import FEBRUARY, HERE, NEXT, SYSTEM
from tests.records.town import TODAY

pytestmark = pytest.mark.usefixtures("july")


def shops(**narrowed):
    return Business.objects.unscoped("test").filter(**narrowed).order_by("name")


def agree(town, query: str, persona: str = "office", **told):
    """Open the page, agree to the number it shows, let a worker do it; returns the job."""
    client, before = town.client(persona), _jobs()
    page = client.get(f"/usaha/ubah/?{query}")
    assert page.status_code == 200
    count = re.search(r'name="count" value="(\d+)"', page.content.decode())
    answer = client.post("/usaha/ubah/", {"chosen": query, "count": count[1] if count else "1"} | told)
    if answer.status_code != 302:
        return answer
    run_waiting()
    return Job.objects.exclude(id__in=before).get()


def _jobs() -> list:
    return list(Job.objects.values_list("id", flat=True))


def undo(town, work: Job, persona: str = "office") -> Job:
    before = _jobs()
    assert town.client(persona).post(f"/usaha/ubah/{work.id}/").status_code == 302
    run_waiting()
    return Job.objects.exclude(id__in=before).get()


def test_all_that_match_get_their_sector_as_one_batch(town):
    work = agree(town, "sektor=kuliner", what="sector", sector="jasa")
    assert work.state == Job.State.DONE
    assert work.result["changed"] == 5
    assert set(shops().values_list("sector", flat=True)) == {"jasa"}
    event = AuditEvent.objects.get(action="change_many")
    assert event.detail == {"what": "sector", "value": "jasa", "rows": 5}
    assert event.digest
    assert Revision.objects.filter(kind="business", origin_id=work.result["origin"]).count() == 5
    assert not AuditEvent.objects.filter(action="edit_business").exists()


def test_only_the_ticked_ones_are_archived_and_come_back(town):
    first, second = shops()[:2]
    work = agree(town, f"pilih={first.id}&pilih={second.id}", what="archive", reason="Tercatat dua kali.")
    assert list(shops(archived_at=None).values_list("name", flat=True)) == [
        "Warung 2",
        "Warung 3",
        "Warung 4",
    ]
    back = undo(town, work)
    assert back.result["restored"] == 2
    assert shops(archived_at=None).count() == 5
    assert AuditEvent.objects.get(action="undo_many").detail == {"rows": 2, "kept": 0}
    assert "dibatalkan" in town.client("office").get(f"/usaha/ubah/{work.id}/").content.decode()
    assert town.client("office").post(f"/usaha/ubah/{work.id}/").status_code == 422


def test_undoing_leaves_what_others_changed_since_and_lists_it(town):
    work = agree(town, "", what="sector", sector="jasa")
    touched = shops().first()
    edit_business(by=SYSTEM, business=touched.id, values={"product": "nasi uduk"})
    back = undo(town, work)
    assert set(shops().exclude(id=touched.id).values_list("sector", flat=True)) == {"kuliner"}
    assert shops().get(id=touched.id).sector == "jasa"
    assert [each["id"] for each in back.result["kept"]] == [str(touched.id)]
    assert "sudah diubah lagi" in town.client("office").get(f"/usaha/ubah/{back.id}/").content.decode()


def test_a_constraint_for_many_is_not_doubled_and_undone_as_mistaken(town):
    agree(town, f"wilayah={HERE}&pilih={shops().first().id}", what="constraint", constraint="fin_capital")
    work = agree(town, "", what="constraint", constraint="fin_capital")
    rows = Constraint.objects.unscoped("test").filter(code="fin_capital")
    assert rows.filter(resolved_on=None).count() == 5
    assert work.result["changed"] == 4
    solved = rows.filter(business__name="Warung 4").get()
    resolve_constraint(by=SYSTEM, constraint=solved.id, on=TODAY, how="finance")
    back = undo(town, work)
    assert back.result["kept_count"] == 1
    assert set(rows.values_list("business__name", "resolved_how")) == {
        ("Warung 0", ""), ("Warung 1", "mistaken"), ("Warung 2", "mistaken"), ("Warung 3", "mistaken"),
        ("Warung 4", "finance"),
    }  # fmt: skip


def test_those_left_as_they_were_are_behind_their_number(town):
    noted = shops().first()
    agree(town, f"pilih={noted.id}", what="constraint", constraint="fin_capital")
    work = agree(town, f"wilayah={HERE}", what="constraint", constraint="fin_capital")
    client, door = town.client("office"), f"/usaha/ubah/{work.id}/tetap/"
    assert f'<a href="{door}">1 lainnya' in client.get(f"/usaha/ubah/{work.id}/").content.decode()
    shown = client.get(door).content.decode()
    assert str(noted.id) in shown
    assert shown.count("/usaha/" + str(shops()[1].id)) == 0
    assert client.get(f"{door}?unduh=xlsx").status_code == 200
    assert town.client("elsewhere").get(door).status_code in (403, 404)
    assert client.get(f"/usaha/ubah/{undo(town, work).id}/tetap/").status_code == 404


def test_restoring_from_the_archive(town):
    agree(town, f"pilih={shops().first().id}", what="archive", reason="Keliru.")
    work = agree(town, "arsip=ya", what="restore", reason="Ternyata masih ada.")
    assert work.result["changed"] == 1
    assert shops(archived_at=None).count() == 5


def test_another_number_than_agreed_to_changes_nothing(town):
    client = town.client("office")
    client.post(
        "/usaha/ubah/", {"chosen": "sektor=kuliner", "count": "4", "what": "sector", "sector": "jasa"}
    )
    run_waiting()
    work = Job.objects.get()
    assert work.state == Job.State.FAILED
    assert "sekarang 5" in work.error
    assert not shops(sector="jasa").exists()
    assert not AuditEvent.objects.filter(action="change_many").exists()


@pytest.fixture
def breaking(monkeypatch):
    """The worker dies before the second part of two."""
    from dampingi.pages.register import tasks

    monkeypatch.setattr(tasks, "PART", 2)
    whole, parts = tasks.change_part, []

    def dying(**told):
        parts.append(told["ids"])
        if len(parts) == 2:
            raise RuntimeError("power cut")
        return whole(**told)

    monkeypatch.setattr(tasks, "change_part", dying)


def again(work: Job) -> Job:
    """As another worker takes it over."""
    Job.objects.filter(id=work.id).update(state=Job.State.WAITING)
    run_job.enqueue(job_id=str(work.id))
    run_waiting()
    work.refresh_from_db()
    return work


def test_a_job_that_broke_off_does_the_rest_and_keeps_one_way_back(town, breaking):
    work = agree(town, "sektor=kuliner", what="sector", sector="jasa")
    assert shops(sector="jasa").count() == 2
    told = town.client("office").get(f"/usaha/ubah/{work.id}/").content.decode()
    assert "2 usaha sudah diubah sebelum pekerjaan ini terhenti" in told
    assert "tidak ada data yang berubah" not in told
    assert again(work).state == Job.State.DONE
    assert shops(sector="jasa").count() == 5
    assert AuditEvent.objects.get(action="change_many").detail["rows"] == 5
    undo(town, work)
    assert shops(sector="kuliner").count() == 5


def test_a_resumed_job_leaves_the_rest_when_other_businesses_fit_by_then(town, breaking):
    """One left the filter and another came in, so that even the number is the same."""
    work = agree(town, "sektor=kuliner", what="archive", reason="Ganda.")
    edit_business(by=SYSTEM, business=shops(archived_at=None).first().id, values={"sector": "jasa"})
    newcomer = BusinessIntake(name="Baru", region=HERE, sector="kuliner", owner=PersonIntake(name="Warga Baru", region=HERE))  # fmt: skip
    register_businesses(by=SYSTEM, origin=town.origin, rows=[newcomer])
    assert again(work).state == Job.State.FAILED
    assert "setelah 2 usaha diubah" in work.error
    assert shops(archived_at=None).count() == 4, "nothing but the first part"
    assert AuditEvent.objects.get(action="change_many").detail["rows"] == 2
    page = town.client("office").get(f"/usaha/ubah/{work.id}/").content.decode()
    assert "2 usaha sudah diubah sebelum pekerjaan ini terhenti" in page
    undo(town, work)
    assert shops(archived_at=None).count() == 6


def test_a_resumed_note_of_a_constraint_knows_whom_it_was_noted_for(town, breaking):
    """They leave the filter by being changed; that is no other set."""
    work = agree(town, "sektor=kuliner", what="constraint", constraint="fin_capital")
    assert again(work).state == Job.State.DONE
    assert Constraint.objects.unscoped("test").filter(code="fin_capital").count() == 5


def test_what_a_called_off_job_has_done_can_be_taken_back(town, monkeypatch):
    from dampingi.pages.register import tasks

    monkeypatch.setattr(tasks, "PART", 2)
    whole = tasks.change_part

    def called_off(**told):
        Job.objects.update(state=Job.State.CANCELLED)
        return whole(**told)

    monkeypatch.setattr(tasks, "change_part", called_off)
    work = agree(town, "sektor=kuliner", what="sector", sector="jasa")
    assert (work.state, shops(sector="jasa").count()) == (Job.State.CANCELLED, 2)
    assert AuditEvent.objects.get(action="change_many").detail["rows"] == 2
    undo(town, work)
    assert shops(sector="kuliner").count() == 5


def test_a_selection_reaches_no_further_than_its_person(town):
    theirs = shops(region=NEXT).first()
    for persona in ("elsewhere",):
        page = town.client(persona).get(f"/usaha/ubah/?pilih={theirs.id}")
        assert "Tidak ada usaha yang terpilih" in page.content.decode()
        told = {"chosen": f"pilih={theirs.id}", "count": "1", "what": "archive", "reason": "Iseng."}
        town.client(persona).post("/usaha/ubah/", told)
        run_waiting()
    assert shops(archived_at=None).count() == 5
    for persona in ("coordinator", "ana", "participant", "panel", "partner", "head"):
        assert town.client(persona).get("/usaha/ubah/").status_code == 403
        assert (
            town.client(persona)
            .post("/usaha/ubah/", {"chosen": "", "count": "5", "what": "archive", "reason": "x"})
            .status_code
            == 403
        )


@pytest.mark.parametrize(
    "told",
    [
        {"what": "archive"},
        {"what": "sector"},
        {"what": "sector", "sector": "sihir"},
        {"what": "hapus"},
        {},
        {"what": "constraint", "constraint": ""},
    ],
)
def test_what_is_missing_is_said_and_nothing_changes(town, told):
    answer = agree(town, "sektor=kuliner", **told)
    assert answer.status_code == 422
    assert "chosen" in answer.content.decode()
    assert not Revision.objects.exists()
    assert not Job.objects.exists()


def test_an_absurd_selection_is_nobody(town):
    page = town.client("office").get("/usaha/ubah/?pilih=bukan-uuid&pilih=&wilayah=99&hal=x")
    assert page.status_code == 200


def test_only_the_asker_sees_and_undoes_their_change(town):
    work = agree(town, "sektor=kuliner", what="sector", sector="jasa")
    assert town.client("elsewhere").get(f"/usaha/ubah/{work.id}/").status_code == 404
    assert town.client("elsewhere").post(f"/usaha/ubah/{work.id}/").status_code == 404
    assert town.client("office").get(f"/usaha/ubah/{work.id}/").status_code == 200


def test_the_list_offers_boxes_only_to_those_who_may_change(town):
    office = town.client("office").get("/usaha/?sektor=kuliner").content.decode()
    assert office.count('name="pilih"') == 5
    assert "Semua 5 usaha:" in office
    assert "/usaha/ubah/?sektor=kuliner" in office
    coordinator = town.client("coordinator").get("/usaha/").content.decode()
    assert "/usaha/undangan/" in coordinator
    assert "/usaha/ubah/" not in coordinator
    assert 'name="pilih"' not in town.client("head").get("/usaha/").content.decode()


def test_the_number_changed_opens_the_businesses(town):
    work = agree(town, f"pilih={shops().first().id}", what="constraint", constraint="fin_capital")
    client = town.client("office")
    assert f'href="/usaha/ubah/{work.id}/usaha/"' in client.get(f"/usaha/ubah/{work.id}/").content.decode()
    shown = client.get(f"/usaha/ubah/{work.id}/usaha/").content.decode()
    assert shops().first().name in shown
    assert shops().last().name not in shown
    (told,) = re.findall(r'data-label="Kendala"[^>]*>(.*?)</td>', shown, re.S)
    assert re.sub(r"<[^>]+>|\s", "", told) == "1", "what the list tells of each is told here too"
    assert town.client("elsewhere").get(f"/usaha/ubah/{work.id}/usaha/").status_code == 404


def test_asking_for_verification_reaches_the_queue_the_mentor_and_the_page(town):
    asked = shops().get(id=town.first.business_id)
    work = agree(town, f"pilih={asked.id}", what="look", reason="Alamatnya meragukan.")
    assert work.result["changed"] == 1
    queue = town.client("ana").get("/usaha/verifikasi/?keadaan=requested").content.decode()
    assert asked.name in queue
    assert "Alamatnya meragukan." in queue
    assert shops().exclude(id=asked.id).first().name not in queue
    assert "Alamatnya meragukan." in town.client("ana").get(f"/usaha/{asked.id}/verifikasi/").content.decode()
    assert "Dinas meminta verifikasi" in town.client("office").get(f"/usaha/{asked.id}/").content.decode()
    assert "Dinas meminta data usahanya diverifikasi" in town.client("ana").get("/").content.decode()
    assert [n.values for n in Notice.objects.filter(user=town.users["ana"])] == [{"count": 1}]
    again = agree(town, f"pilih={asked.id}", what="look")
    assert again.result == again.result | {"changed": 0, "same": 1}


def test_a_look_answers_the_request_and_undoing_leaves_it(town):
    first, second = shops()[:2]
    work = agree(town, f"pilih={first.id}&pilih={second.id}", what="look")
    verify_business(by=town.actor("ana"), row=VerificationNote(business_id=first.id, method="visit"))
    assert set(open_requests().values_list("business", flat=True)) == {second.id}
    back = undo(town, work)
    assert [each["why"] for each in back.result["kept"]] == ["sudah dilihat"]
    assert not open_requests().exists()
    assert "Ditarik kembali" in town.client("office").get(f"/usaha/{second.id}/").content.decode()


def test_a_business_found_right_waits_again_once_asked_for(town):
    first = shops().get(id=town.first.business_id)
    before = timezone.now() - datetime.timedelta(days=1)
    verify_business(
        by=town.actor("ana"), row=VerificationNote(business_id=first.id, method="visit", at=before)
    )
    assert not waiting(town.actor("office")).filter(id=first.id).exists()
    agree(town, f"pilih={first.id}", what="look")
    assert waiting(town.actor("office")).filter(id=first.id).exists()


def test_who_sees_more_than_they_may_change_is_shown_and_changes_only_the_latter(town):
    assign(by=SYSTEM, user=town.users["coordinator"], role=Role.OFFICE, region=HERE, starts_on=FEBRUARY)
    work = agree(town, "sektor=kuliner", "coordinator", what="sector", sector="jasa")
    assert work.params["count"] == 3
    assert set(shops(sector="jasa").values_list("region", flat=True)) == {HERE}
