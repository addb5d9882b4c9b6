"""/kembar/gabungan/: what was merged, and the way back."""

import pytest

from dampingi.records.businesses.actions import edit_business
from dampingi.records.businesses.models import Business
from dampingi.records.duplicates.actions import merge_certain, merge_pair, search_now, set_certainty
from dampingi.records.duplicates.models import MergeBatch, Search
from tests.records.duplicates.conftest import OFFICE, business, note

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ticking")]


@pytest.fixture
def merge(likely):
    note(likely.right_id)
    return merge_pair(by=OFFICE, pair=likely.id, keep=likely.left_id, owners=True, reason="Sudah ditelepon")


def test_the_list_tells_both_names_and_who(town, merge):
    page = town.client("office").get("/kembar/gabungan/").content.decode()
    assert "Warung Sari" in page
    assert "Warung Bu Sari" in page
    assert "Berlaku" in page


@pytest.mark.parametrize(
    ("who", "status"),
    [("office", 200), ("coordinator", 200), ("elsewhere", 404), ("head", 403), ("ana", 403)],
)
def test_who_sees_one(town, merge, who, status):
    assert town.client(who).get(f"/kembar/gabungan/{merge.id}/").status_code == status


def test_it_tells_what_moved(town, merge):
    page = town.client("office").get(f"/kembar/gabungan/{merge.id}/").content.decode()
    assert "1 kendala" in page
    assert "Sudah ditelepon" in page
    assert "Pisahkan kembali" in page
    assert (
        "Pisahkan kembali"
        not in town.client("coordinator").get(f"/kembar/gabungan/{merge.id}/").content.decode()
    )


def test_parting_on_the_page_tells_what_stays(town, merge, likely):
    edit_business(by=OFFICE, business=merge.keep, values={"product": "lain sama sekali"})
    note(merge.keep, "legal_halal")
    client = town.client("office")
    told = {"reason": "Ternyata kakak beradik", "owners": "on", "different": "on"}
    page = client.post(f"/kembar/gabungan/{merge.id}/pisah/", told, follow=True).content.decode()
    assert "Setelah dipisahkan" in page
    assert "1 kendala" in page
    assert "Ternyata kakak beradik" in page
    likely.refresh_from_db()
    assert likely.state == "different"
    assert business(merge.absorbed).archived_at is None


def test_parting_needs_a_reason(town, merge):
    assert (
        town.client("office").post(f"/kembar/gabungan/{merge.id}/pisah/", {"reason": ""}).status_code == 422
    )
    assert business(merge.absorbed).merged_into_id


@pytest.mark.parametrize(("who", "status"), [("coordinator", 403), ("head", 403), ("elsewhere", 404)])
def test_others_cannot_part(town, merge, who, status):
    answer = town.client(who).post(f"/kembar/gabungan/{merge.id}/pisah/", {"reason": "Ingin"})
    assert answer.status_code == status


def test_the_absorbed_ones_page_leads_to_the_kept_one(town, merge):
    client = town.client("office")
    answer = client.get(f"/usaha/{merge.absorbed}/", follow=True)
    assert answer.redirect_chain[-1][0] == f"/usaha/{merge.keep}/"
    assert "sudah digabungkan ke usaha ini" in answer.content.decode()


def test_the_kept_ones_page_leads_to_the_way_back(town, merge):
    assert (
        f"/kembar/gabungan/{merge.id}/" in town.client("office").get(f"/usaha/{merge.keep}/").content.decode()
    )


class TestBatch:
    @pytest.fixture
    def batch(self, town, likely):
        set_certainty(by=OFFICE, region="32.76", at_least=0.99)
        likely.probability = 0.995
        likely.save()
        merge_certain(Search.objects.create(region="32.76", by="test"))
        return MergeBatch.objects.unscoped("test").get()

    def test_the_list_of_pairs_tells_of_it(self, town, batch):
        assert f"/kembar/otomatis/{batch.id}/" in town.client("office").get("/kembar/").content.decode()

    def test_a_business_that_moved_to_another_office_is_no_longer_named(self, town, batch):
        moved = batch.merges.get(part_of=None)
        Business.objects.unscoped("test").filter(id=moved.keep).update(region="32.77.01.1001")
        page = town.client("office").get(f"/kembar/otomatis/{batch.id}/").content.decode()
        assert f"/kembar/gabungan/{moved.id}/" not in page
        assert "Warung" not in page

    def test_it_is_parted_as_a_whole(self, town, batch):
        client = town.client("office")
        assert (
            "<strong>1</strong> penggabungan" in client.get(f"/kembar/otomatis/{batch.id}/").content.decode()
        )
        assert client.post(f"/kembar/otomatis/{batch.id}/pisah/", {"reason": ""}).status_code == 422
        page = client.post(f"/kembar/otomatis/{batch.id}/pisah/", {"reason": "Terlalu cepat"}, follow=True)
        assert "Sudah dipisahkan kembali" in page.content.decode()
        assert batch.merges.filter(undone_at=None).count() == 0

    @pytest.mark.parametrize(("who", "status"), [("coordinator", 403), ("elsewhere", 404), ("head", 403)])
    def test_others_cannot(self, town, batch, who, status):
        assert (
            town.client(who).post(f"/kembar/otomatis/{batch.id}/pisah/", {"reason": "Ingin"}).status_code
            == status
        )


def test_a_search_tells_what_it_merged(town, likely):
    set_certainty(by=OFFICE, region="32.76", at_least=0.99)
    made = search_now(by=OFFICE, region="32.76")
    likely.refresh_from_db()
    merge_certain(made)
    page = town.client("office").get(f"/kembar/pencarian/{made.id}/").content.decode()
    assert "Digabungkan otomatis" in page
