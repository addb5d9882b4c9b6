"""Lessons: what they rest on is kept as it was, and the plan of the year they are for can take them."""

import pytest

from dampingi.foundation.errors import Denied, Refused
from dampingi.foundation.rows import new_id
from dampingi.insight.lessons import bases, queries
from dampingi.insight.lessons.actions import withdraw_lesson, write_lesson
from dampingi.insight.lessons.models import Factor, Lesson
from dampingi.insight.reviews.models import Freeze

PAGE = "/evaluasi-program/pelajaran/"


def written(city, **more):
    told = {
        "by": city.actor("kepala"), "programme": city.programme, "learnt": "Pelatihan siang sepi", "basis": "angka:attendance",
        "concerns": "office", "change": "Pindahkan ke malam hari", "for_year": 2027,
    }  # fmt: skip
    return write_lesson(**(told | more))


def test_it_keeps_what_its_basis_told_then_and_shows_what_it_tells_now(city):
    made = written(city)
    n = (
        Freeze.objects.unscoped("test")
        .order_by("-number")
        .first()
        .body["whole"]["rates"]["attendance"]["all"]
    )
    assert f"({n[0]} dari {n[1]})" in made.basis_words
    page = city.client("provinsi").get(f"{PAGE}{made.id}/").content.decode()
    assert "Pelatihan siang sepi" in page
    assert "Dasarnya sekarang" in page


def test_every_basis_that_is_offered_can_be_taken_and_its_door_opens(city):
    by, client = city.actor("penyelenggara"), city.client("penyelenggara")
    groups = bases.options(by, city.programme)[1:]
    assert len(groups) == 4
    for _name, told in groups:
        basis = told[0][0]
        seen = bases.told(by, city.programme, basis)
        assert seen, basis
        assert not seen.door or client.get(seen.door).status_code == 200


def test_the_plan_of_a_year_takes_those_that_hold_and_no_others(city):
    by = city.actor("penyelenggara")
    first, second, other = (
        written(city),
        written(city, change="Undang lewat RT"),
        written(city, for_year=2028),
    )
    withdraw_lesson(by=by, lesson=second, reason="Keliru")
    taken = set(queries.lessons_for(by, region=city.programme.region, year=2027).values_list("id", flat=True))
    assert first.id in taken
    assert not {second.id, other.id} & taken


def test_the_office_writes_one_from_the_page_once(city):
    client = city.client("penyelenggara")
    sent = {
        "learnt": "Kurir menolong", "basis": "kendala:tidak-ada", "concerns": "partners", "change": "Perjanjian dengan kurir",
        "for_year": 2027, "lesson": new_id(), "evidence": "",
    }  # fmt: skip
    assert client.post(f"{PAGE}baru/", sent).status_code == 422
    sent["basis"] = bases.options(city.actor("penyelenggara"), city.programme)[2][1][0][0]
    assert [client.post(f"{PAGE}baru/", sent).status_code for _ in range(2)] == [302, 302]
    assert Lesson.objects.unscoped("test").filter(id=sent["lesson"]).count() == 1
    assert "Kurir menolong" in client.get(PAGE).content.decode()


@pytest.mark.parametrize(
    "change",
    [
        {"learnt": " "}, {"change": ""}, {"concerns": "siapa"}, {"for_year": 1990}, {"for_year": 2099},
        {"basis": "angka:palsu"}, {"basis": "faktor:bukan-id"}, {"basis": "teori:palsu"}, {"basis": "hitung:mentors"}, {"basis": ""},
    ],
)  # fmt: skip
def test_a_lesson_without_its_basis_is_none(city, change):
    with pytest.raises(Refused):
        written(city, **change)


@pytest.mark.parametrize("persona", ["inspektorat", "provinsi", "koordinator"])
def test_who_only_reads_writes_none(city, persona):
    with pytest.raises(Denied):
        written(city, by=city.actor(persona))


def test_a_factor_of_elsewhere_is_no_basis(city):
    """Ids are looked up within reach: a guessed one tells nothing."""
    factor = Factor.objects.unscoped("test").filter(withdrawal=None).first()
    assert bases.told(city.actor("kepala"), city.programme, f"faktor:{factor.id}")
    assert bases.told(city.actor("bank"), city.programme, f"faktor:{factor.id}") is None


def test_they_are_taken_along_as_a_workbook(city):
    answer = city.client("inspektorat").get(PAGE, {"unduh": "xlsx"})
    assert answer.headers["Content-Type"].startswith("application/vnd.openxmlformats")
