import pytest

from dampingi.insight.evaluation.models import Evaluation


def test_the_office_creates_one_and_lands_on_it(office, page):
    answer = page(
        "office", "evaluation_create", programme="WUB-2026", level="kecamatan", ends_on="2026-08-20"
    )
    made = Evaluation.objects.unscoped("test").get()
    assert answer.url == f"/evaluasi/{made.id}/"
    assert (made.level, str(made.ends_on)) == ("kecamatan", "2026-08-20")


def test_a_second_of_the_same_is_explained_on_the_form(office, page):
    office.create()
    answer = page(
        "office", "evaluation_create", programme="WUB-2026", level="kelurahan", ends_on="2026-08-20"
    )
    assert answer.status_code == 422
    assert "sudah dibuat" in answer.content.decode()
    assert Evaluation.objects.unscoped("test").count() == 1


@pytest.mark.parametrize(
    "bad",
    [
        {"level": "desa"},
        {"programme": "X"},
        {"ends_on": "besok"},
        {"ends_on": "2025-01-01"},
        {"ends_on": "9999-12-31"},
    ],
)
def test_bad_input_is_told_and_writes_nothing(office, page, bad):
    asked = {"programme": "WUB-2026", "level": "kelurahan", "ends_on": "2026-08-20"} | bad
    assert page("office", "evaluation_create", **asked).status_code == 422
    assert not Evaluation.objects.unscoped("test").exists()


@pytest.mark.parametrize("who", ["head", "inspector", "rater", "mentor0"])
def test_only_the_office_creates(office, page, who):
    assert page(who, "evaluation_create").status_code == 403
