"""How a sheet is read: in a worker, with what was chosen before, to be stopped, forgotten and looked at cell by cell."""

import pytest

from dampingi.capture.imports.models import Import, SavedMapping
from dampingi.foundation.jobs.models import Job
from dampingi.foundation.jobs.worker import run_waiting
from dampingi.foundation.regions.models import RegionAlias
from dampingi.records.businesses.models import Business
from tests.capture.imports.conftest import CITY, sheet_of
from tests.capture.imports.test_pages import HEAD, ROWS, send


@pytest.fixture
def draft(desk):
    send(desk, sheet_of([HEAD, *ROWS]))
    return Import.objects.unscoped("test").get()


def latest():
    return Import.objects.unscoped("test").order_by("-created_at").first()


def chosen(desk, draft, **posted):
    desk.post(f"/impor/{draft.id}/bacaan/", posted)
    run_waiting()
    draft.refresh_from_db()


def test_the_upload_answers_before_the_sheet_is_read(desk, monkeypatch):
    monkeypatch.setattr("tests.capture.imports.test_pages.run_waiting", lambda: None)
    answer = send(desk, sheet_of([HEAD, *ROWS]))
    assert latest().state == "checking"
    assert latest().summary == {}
    assert "<progress" in desk.get(answer.url).content.decode()
    assert "Sedang diperiksa" in desk.get("/impor/").content.decode()
    run_waiting()
    assert "Simpan 2 baris?" in desk.get(answer.url).content.decode()


def test_a_check_that_was_called_off_stores_nothing(desk, monkeypatch):
    monkeypatch.setattr("tests.capture.imports.test_pages.run_waiting", lambda: None)
    send(desk, sheet_of([HEAD, *ROWS]))
    desk.post(f"/pekerjaan/{latest().job_id}/penghentian/")
    run_waiting()
    assert latest().state == "unread"
    assert Job.objects.get().state == "cancelled"


def test_recording_that_was_called_off_records_nothing(desk, draft):
    desk.post(f"/impor/{draft.id}/simpan/")
    draft.refresh_from_db()
    answer = desk.post(f"/pekerjaan/{draft.job_id}/penghentian/")
    assert answer.url == f"/impor/{draft.id}/"
    run_waiting()
    assert not Business.objects.unscoped("test").exists()
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_only_who_asked_stops_the_work(desk, neighbour, draft):
    desk.post(f"/impor/{draft.id}/simpan/")
    draft.refresh_from_db()
    assert neighbour.post(f"/pekerjaan/{draft.job_id}/penghentian/").status_code == 404
    run_waiting()
    assert Business.objects.unscoped("test").exists()


def test_a_worker_that_died_in_the_middle_leaves_a_job_that_is_run_again(desk, draft):
    from datetime import timedelta

    from django.utils import timezone

    from dampingi.foundation.jobs.actions import requeue_dead

    desk.post(f"/impor/{draft.id}/simpan/")
    long_ago = timezone.now() - timedelta(minutes=5)
    Job.objects.filter(id=latest().job_id).update(state="running", heartbeat_at=long_ago, attempts=1)
    assert requeue_dead() == 1
    run_waiting()
    assert Business.objects.unscoped("test").count() == 2


def test_two_workers_on_one_job_record_once_and_neither_fails(desk, draft, monkeypatch):
    """The second took over what seemed dead; the first was only slow."""
    from dampingi.capture.imports import tasks
    from dampingi.capture.imports.actions import commit_import

    desk.post(f"/impor/{draft.id}/simpan/")

    def slow(*, by, sheet, plan):
        commit_import(by=by, sheet=sheet)
        return commit_import(by=by, sheet=sheet, plan=plan)

    monkeypatch.setattr(tasks, "commit_import", slow)
    run_waiting()
    assert Business.objects.unscoped("test").count() == 2
    assert latest().job.state == "done"


def test_a_sheet_thrown_away_while_it_waits_is_not_read(desk, monkeypatch):
    monkeypatch.setattr("tests.capture.imports.test_pages.run_waiting", lambda: None)
    answer = send(desk, sheet_of([HEAD, *ROWS]))
    desk.post(f"{answer.url}pembuangan/")
    run_waiting()
    assert latest() is None


def test_problems_are_listed_cell_by_cell_and_filtered_by_reason(desk, draft):
    everything = desk.get(f"/impor/{draft.id}/temuan/").content.decode()
    assert "Curug" in everything
    page = desk.get(f"/impor/{draft.id}/temuan/?sebab=warn:phone_unreadable:phone").content.decode()
    rows = page[page.index("<tbody") :]
    assert "F4" in rows
    assert "Curug" not in rows


def test_a_list_with_its_columns_moved_and_one_added_is_read_like_the_earlier_one(desk, draft):
    chosen(desk, draft, **{"kolom-0-4": "product"})
    moved = [[row[4], *row[:4], "x", row[5]] for row in (HEAD, ROWS[0])]
    moved[0][5] = "Tambahan"
    send(desk, sheet_of(moved), name="lain.xlsx")
    columns = {c["heading"]: c["field"] for c in latest().summary["sheets"][0]["columns"]}
    assert columns["Kolom X"] == "product"
    assert "Dibaca seperti daftar tanggal" in desk.get(f"/impor/{latest().id}/").content.decode()


def test_what_was_chosen_before_can_be_forgotten(desk, draft):
    chosen(desk, draft, **{"kolom-0-4": "product"})
    send(desk, sheet_of([HEAD, ROWS[0]]), name="lain.xlsx")
    desk.post(f"/impor/{latest().id}/bacaan-lama/")
    run_waiting()
    assert not SavedMapping.objects.unscoped("test").exists()
    assert not latest().summary["sheets"][0]["columns"][4]["field"]


def test_a_list_with_quite_other_columns_is_not_read_like_it(desk, draft):
    chosen(desk, draft, **{"kolom-0-4": "product"})
    send(desk, sheet_of([["Nama Usaha", "Pemilik", "Alamat", "Desa", "Kolom X"], ["A Jaya", "Ani", "Jl. A", "Mekarjaya", "z"]]), name="lain.xlsx")  # fmt: skip
    assert latest().summary["mappings"] == []


def test_a_spelling_that_was_explained_is_known_from_then_on_until_it_is_removed(desk, draft):
    number = next(n for n, p in enumerate(draft.summary["places"]) if p["kelurahan"] == "Zzyzx")
    chosen(desk, draft, **{f"tempat-{number}": "32.76.05.1004", f"ingat-{number}": "1"})
    alias = RegionAlias.objects.get(name="Zzyzx")
    assert alias.region_id == "32.76.05.1004"
    assert "Zzyzx" in desk.get("/impor/sebutan/").content.decode()
    send(desk, sheet_of([HEAD, ["Sate Eko", "Eko", "Zzyzx", "", "", ""]]), name="lain.xlsx")
    assert latest().summary["places"] == []
    desk.post(f"/impor/sebutan/{alias.id}/penghapusan/")
    assert not RegionAlias.objects.filter(name="Zzyzx").exists()


def test_the_neighbour_neither_sees_nor_removes_it(desk, neighbour, draft):
    RegionAlias.objects.create(region_id="32.76.05.1004", name="Zzyzx", key="zzyzx", added_by="x")
    alias = RegionAlias.objects.get(name="Zzyzx")
    assert "Zzyzx" not in neighbour.get("/impor/sebutan/").content.decode()
    assert neighbour.post(f"/impor/sebutan/{alias.id}/penghapusan/").status_code == 404


def test_a_long_sheet_is_marked_in_a_worker(desk, draft, monkeypatch):
    monkeypatch.setattr("dampingi.capture.imports.marked.SHORT", 1)
    assert "Siapkan berkas bertanda" in desk.get(f"/impor/{draft.id}/").content.decode()
    assert desk.get(f"/impor/{draft.id}/kendala/").status_code == 404
    answer = desk.post(f"/impor/{draft.id}/kendala/")
    assert answer.url.startswith("/pekerjaan/")
    run_waiting()
    assert desk.get(f"/impor/{draft.id}/kendala/").content.startswith(b"PK")
    with draft.__class__.objects.unscoped("test").get().marked.open() as stored:
        assert not stored.read().startswith(b"PK")


def test_the_edition_of_kbli_is_taken_from_the_heading_or_chosen(desk):
    row = ["A Jaya", "Ani", "Mekarjaya", "56101"]
    send(desk, sheet_of([["Nama Usaha", "Nama Pemilik", "Kelurahan", "Kode KBLI 2025"], row]))
    assert latest().summary["kbli_edition"] == "2025"
    assert "menurut edisi" in desk.get(f"/impor/{latest().id}/").content.decode()
    chosen(desk, latest(), kbli="2015")
    desk.post(f"/impor/{latest().id}/simpan/")
    run_waiting()
    made = Business.objects.unscoped("test").get()
    assert (made.kbli, made.kbli_edition) == ("56101", "2015")


def test_both_phones_of_a_cell_are_kept(desk):
    head = ["Nama Usaha", "Nama Pemilik", "Kelurahan", "No HP"]
    answer = send(desk, sheet_of([head, ["A Jaya", "Ani", "Mekarjaya", "081211111111 / 081322222222"]]))
    desk.post(f"{answer.url}simpan/")
    run_waiting()
    made = Business.objects.unscoped("test").get()
    assert (made.phone, made.other_phone) == ("+6281211111111", "+6281322222222")
    assert CITY in made.region
