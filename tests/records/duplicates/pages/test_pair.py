"""/kembar/<id>/: both records side by side, the evidence, and a decision."""

import re

import pytest

from dampingi.records.businesses.actions import edit_business
from dampingi.records.duplicates.actions import pair_up
from dampingi.records.duplicates.models import Merge, Pair, Verdict
from tests.records.duplicates.conftest import OFFICE, business, note

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july")]


def opened(town, pair, who="office"):
    return town.client(who).get(f"/kembar/{pair.id}/").content.decode()


def sent(town, pair, who="office", to="gabung", **values):
    return town.client(who).post(f"/kembar/{pair.id}/{to}/", {"seen": pair.mark, **values})


def test_both_records_and_the_evidence_for_and_against(town, likely):
    edit_business(by=OFFICE, business=likely.left_id, values={"address": "Jl. Melati No. 3"})
    page = opened(town, likely)
    assert "Warung Bu Sari" in page
    assert "Warung Sari" in page
    assert "Sebelum dibandingkan" in page
    assert re.search(r"Telepon sama<svg.*?\+\d+,\d", page, re.S)
    assert "Nama usaha" in page


def test_a_coordinator_sees_it_and_may_not_merge(town, likely):
    page = opened(town, likely, "coordinator")
    assert "Dua usaha berbeda" in page
    assert "Pertahankan yang ini" not in page
    assert sent(town, likely, "coordinator", keep=likely.left_id).status_code == 403


@pytest.mark.parametrize("who", ["elsewhere"])
def test_who_does_not_reach_both_does_not_find_it(town, likely, who):
    client = town.client(who)
    assert client.get(f"/kembar/{likely.id}/").status_code == 404
    assert client.post(f"/kembar/{likely.id}/putusan/", {"said": "different"}).status_code == 404
    assert client.post(f"/kembar/{likely.id}/gabung/", {"keep": likely.left_id}).status_code == 404
    assert not Verdict.objects.exists()


@pytest.mark.parametrize("said", ["different", "unsure"])
def test_a_verdict_leads_to_the_next_pair(town, likely, said):
    warungs = [e.business_id for e in town.enrolments]
    following = pair_up(by=OFFICE, one=warungs[0], other=warungs[3])
    answer = sent(town, likely, "coordinator", "putusan", said=said, reason="Kakak beradik")
    assert answer.headers["Location"] == f"/kembar/{following.id}/"
    assert Verdict.objects.get().said == said
    assert Verdict.objects.get().by_name == "Coordinator"


def test_the_last_verdict_leads_to_the_list(town, likely):
    assert sent(town, likely, to="putusan", said="different").headers["Location"] == "/kembar/"


def test_the_page_tells_who_decided_and_why(town, likely):
    sent(town, likely, "coordinator", "putusan", said="different", reason="Kakak beradik")
    page = opened(town, likely)
    assert "Kakak beradik" in page
    assert "Coordinator" in page


def test_what_somebody_else_decided_meanwhile_is_shown_first(town, likely):
    sent(town, likely, "coordinator", "putusan", said="different")
    answer = sent(town, likely, to="putusan", said="unsure")
    assert answer.status_code == 409
    assert "baru saja diputuskan orang lain" in answer.content.decode()


def test_merging_as_chosen(town, likely):
    note(likely.right_id)
    answer = sent(town, likely, keep=likely.left_id, name="right", owners="on", reason="Sudah ditelepon")
    made = Merge.objects.unscoped("test").get(kind="business")
    assert answer.headers["Location"] == f"/kembar/gabungan/{made.id}/"
    assert business(likely.left_id).name == business(likely.right_id).name
    assert business(likely.right_id).merged_into_id == likely.left_id
    assert made.parts.count() == 1


def test_the_right_one_may_be_kept(town, likely):
    name = business(likely.left_id).name
    sent(town, likely, keep=likely.right_id, name="left")
    assert business(likely.right_id).name == name


def test_it_tells_before_what_would_move(town, likely):
    note(likely.right_id)
    note(likely.right_id, "legal_halal")
    page = opened(town, likely)
    assert re.search(r"Pindah ke sini:\s+2 kendala", page)


@pytest.mark.parametrize("keep", ["", "not-one", "01a21490-2680-7b5a-86e6-a231ddd37c3c"])
def test_which_one_is_kept_must_be_said(town, likely, keep):
    answer = sent(town, likely, keep=keep)
    assert answer.status_code == 422
    assert "Pilih data mana yang dipertahankan" in answer.content.decode()


def test_a_refused_merge_comes_back_with_everything_that_was_chosen(town, likely):
    for side, nib in (("left_id", "9120001234567"), ("right_id", "9120007654321")):
        edit_business(by=OFFICE, business=getattr(likely, side), values={"nib": nib})
    answer = sent(town, likely, keep=likely.right_id, nib="left", reason="Satu toko")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "NIB keduanya berbeda" in page
    assert 'value="Satu toko"' in page
    assert re.search(r'name="nib" value="left" checked', page)
    assert re.search(rf'value="{likely.right_id}" checked', page)
    sent(town, likely, keep=likely.right_id, nib="left", reason="NIB yang lama sudah dicabut", despite="on")
    assert business(likely.right_id).nib == "9120001234567"


def test_an_address_typed_by_hand_changes_nothing(town, likely):
    client = town.client("office")
    for to in ("putusan", "gabung"):
        assert client.get(f"/kembar/{likely.id}/{to}/").headers["Location"] == f"/kembar/{likely.id}/"
    assert Pair.objects.unscoped("test").get().state == "open"


def test_a_merged_pair_leads_to_its_merge(town, likely):
    sent(town, likely, keep=likely.left_id)
    made = Merge.objects.unscoped("test").get(kind="business")
    assert f"/kembar/gabungan/{made.id}/" in opened(town, likely)
