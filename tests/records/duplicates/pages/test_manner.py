"""/kembar/cara/: the stated certainty and what verdicts taught."""

import pytest

from dampingi.records.duplicates.models import Certainty, LinkModel
from dampingi.records.duplicates.queries.versions import version_in_use
from tests.records.duplicates.test_versions import taught

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ticking")]


@pytest.mark.parametrize(
    ("who", "status"), [("office", 200), ("coordinator", 403), ("head", 403), ("ana", 403)]
)
def test_who_opens_it(town, likely, who, status):
    assert town.client(who).get("/kembar/cara/").status_code == status


def test_by_default_nothing_merges_by_itself(town):
    assert (
        "Tidak pernah: petugas yang memutuskan" in town.client("office").get("/kembar/cara/").content.decode()
    )


def test_a_certainty_is_set_and_shown(town):
    client = town.client("office")
    told = {"region": "32.76", "how": "from", "at_least": "99,5"}
    page = client.post("/kembar/cara/kepastian/", told, follow=True).content.decode()
    assert "Otomatis mulai kepastian 99,50%" in page
    assert Certainty.objects.get().at_least == 0.995
    client.post("/kembar/cara/kepastian/", {"region": "32.76", "how": "never", "at_least": "99,5"})
    assert Certainty.objects.order_by("-at").first().at_least is None


@pytest.mark.parametrize("text", ["", "banyak", "50", "100", "-3", "nan", "1e999"])
def test_a_number_that_is_none_is_told(town, text):
    answer = town.client("office").post(
        "/kembar/cara/kepastian/", {"region": "32.76", "how": "from", "at_least": text}
    )
    assert answer.status_code == 422
    assert not Certainty.objects.exists()


def test_not_for_another_city(town):
    told = {"region": "32.77", "how": "from", "at_least": "99,5"}
    assert town.client("office").post("/kembar/cara/kepastian/", told).status_code == 403


def test_learning_shows_from_how_many_and_what_moved_and_one_goes_back(town, likely):
    taught(likely)
    client = town.client("office")
    page = client.post("/kembar/cara/belajar/", follow=True).content.decode()
    assert "Yang bergeser pada versi 2" in page
    assert "12 putusan" in page
    first = LinkModel.objects.get(number=1)
    client.post(f"/kembar/cara/versi/{first.id}/")
    assert version_in_use() == first


def test_too_little_to_learn_from_is_told(town, likely):
    assert town.client("office").post("/kembar/cara/belajar/").status_code == 422
