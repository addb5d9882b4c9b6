"""GET /cari/: one search over what the reader may see."""

from urllib.parse import quote

from dampingi.records.programmes.models import Enrolment


def found(city, persona: str, text: str) -> str:
    answer = city.client(persona).get(f"/cari/?cari={quote(text)}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_finds_people_and_businesses_by_part_of_their_name(city):
    mine = Enrolment.objects.unscoped("test").filter(business__isnull=False).first()
    shown = found(city, "penyelenggara", mine.person.name)
    assert f"/peserta/{mine.id}/" in shown
    assert f"/usaha/{mine.business_id}/" in shown


def test_shows_every_place_an_ambiguous_name_may_mean(city):
    shown = found(city, "penyelenggara", "Curug")
    assert "Bojongsari" in shown
    assert "Cimanggis" in shown


def test_does_not_find_what_is_out_of_reach(city):
    mentor = city.mentor()
    theirs = Enrolment.objects.unscoped("test").filter(caseloads__mentor=mentor)
    other = Enrolment.objects.unscoped("test").exclude(id__in=theirs.values("id")).first()
    assert f"/peserta/{other.id}/" not in found(city, "pendamping", other.person.name)
    assert f"/peserta/{other.id}/" in found(city, "penyelenggara", other.person.name)
    assert "Tidak ditemukan" in found(city, "bank", other.person.name)


def test_too_short_or_absurd_searches_are_answered_kindly(city):
    assert "dua huruf" in found(city, "penyelenggara", "a")
    assert "Tidak ditemukan" in found(city, "penyelenggara", "%_'\"<script>" + "x" * 500)
