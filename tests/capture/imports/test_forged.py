"""Forms of the import pages that were changed on the way: nothing the page did not offer is taken, and nothing breaks."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from dampingi.capture.imports.actions import bring_sheet, commit_import
from dampingi.capture.imports.models import Import
from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.jobs.worker import run_waiting
from dampingi.foundation.regions.actions import load_regions
from dampingi.foundation.regions.models import RegionAlias
from tests.capture.imports.conftest import CITY, sheet_of
from tests.records.conftest import someone

HEAD = ["Nama Usaha", "Nama Pemilik", "Kelurahan", "No HP"]
ROW = ["Kue Ani", "Ani Lestari", "Zzyzx", "081211111111"]


@pytest.fixture
def draft(office, places):
    return bring_sheet(
        by=office, content=sheet_of([HEAD, ROW]), name="d.xlsx", kind="businesses", region=CITY
    )


def chosen(client, draft, **told):
    assert client.post(f"/impor/{draft.id}/bacaan/", told).status_code == 302
    run_waiting()
    draft.refresh_from_db()
    assert draft.job.state == "done"
    return draft.choices


@pytest.mark.parametrize("code", ["32.760", "32.76.99.9999", "32.77", "' OR 1=1"])
def test_a_place_that_is_none_of_the_region_is_not_chosen(desk, draft, code):
    assert chosen(desk, draft, **{"tempat-0": code, "ingat-0": "1"})["places"] == []
    assert not RegionAlias.objects.filter(name="Zzyzx").exists()


@pytest.mark.parametrize("edition", ["abc", "00000000-0000-0000-0000-000000000000", "1; DROP"])
def test_an_edition_that_is_no_import_is_not_chosen(desk, draft, edition):
    assert not chosen(desk, draft, edisi=edition).get("edition")


def test_another_offices_list_is_no_edition_to_compare_with(desk, office, draft):
    load_regions(within="32.77")
    theirs = bring_sheet(
        by=someone(Role.OFFICE, "32.77"), content=sheet_of([HEAD, ROW]), name="t.xlsx", kind="businesses", region="32.77"
    )  # fmt: skip
    commit_import(by=someone(Role.OFFICE, "32.77"), sheet=theirs)
    assert not chosen(desk, draft, edisi=str(theirs.id)).get("edition")


@pytest.mark.parametrize(
    "name", ["🍜 daftar.xlsx", 'a";b.xlsx', "../../etc/passwd.xlsx", "x" * 400 + ".xlsx", "\u202exslx.exe"]
)
def test_any_file_name_is_kept_and_comes_back_as_a_download(desk, name):
    content = sheet_of([HEAD, ROW])
    assert desk.post("/impor/baru/", {"file": SimpleUploadedFile(name, content), "kind": "businesses", "region": CITY}).status_code == 302  # fmt: skip
    run_waiting()
    made = Import.objects.unscoped("test").get()
    answer = desk.get(f"/impor/{made.id}/kendala/")
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment; filename")
    assert "/" not in answer["Content-Disposition"]
