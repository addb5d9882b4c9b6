import pytest
from tests.records.town import TODAY

from dampingi.records.businesses.contacts import spoken_phone
from dampingi.records.surveys.models import Answer, Survey

from .conftest import opened

pytestmark = pytest.mark.usefixtures("july")


def filled(**more) -> dict:
    figures = {
        f"{m}-{n}": v
        for m in ("2026-05", "2026-06")
        for n, v in {"turnover": "Rp 2.500.000", "weeks": 4, "workers": 1, "channels": 2}.items()
    }
    return figures | {"number": 1, "state": "answered", "how": "phone", "on": TODAY.isoformat()} | more


@pytest.mark.parametrize(
    ("name", "status"),
    [("office", 200), ("inspector", 200), ("ana", 403), ("kota", 403), ("head", 403), ("participant", 403), ("stranger", 302)],
)  # fmt: skip
def test_who_sees_surveys(crowd, name, status):
    opened(crowd)
    assert crowd.client(name).get("/survei/").status_code == status


def test_the_office_opens_a_survey_and_is_led_to_the_call_list(crowd):
    client = crowd.client("office")
    page = client.get("/survei/baru/").content.decode()
    assert "6 pendaftar yang diterima dan 5 di daftar tunggu" in " ".join(page.split())
    sent = {
        "name": "Awal",
        "first_month": "2026-05-01",
        "last_month": "2026-06-01",
        "closes_on": "2026-07-31",
        "per_side": 2,
    }
    answer = client.post("/survei/baru/", sent, follow=True)
    survey = Survey.objects.unscoped("test").get()
    assert answer.request["PATH_INFO"] == f"/survei/{survey.id}/"
    assert "0 dari 8 pendaftar menjawab" in " ".join(answer.content.decode().split())


def test_a_later_survey_does_not_ask_how_many(crowd):
    opened(crowd)
    page = crowd.client("office").get("/survei/baru/").content.decode()
    assert "per_side" not in page
    assert "orang yang sama" in page


def test_an_answer_typed_as_people_write_money_is_recorded(crowd):
    found = opened(crowd).respondents.filter(accepted=False).first()
    answer = crowd.client("inspector").post(f"/survei/pendaftar/{found.id}/", filled())
    assert answer.status_code == 302
    assert Answer.objects.get().figures["2026-06"] == {
        "turnover": 2_500_000,
        "weeks": 4,
        "workers": 1,
        "channels": 2,
    }
    page = crowd.client("inspector").get(f"/survei/pendaftar/{found.id}/").content.decode()
    assert "Rp2.500.000" in page.replace("\xa0", "")


def test_who_does_not_answer_needs_no_figures(crowd):
    found = opened(crowd).respondents.filter(accepted=False).first()
    sent = {"number": 1, "state": "refused", "on": TODAY.isoformat(), "note": "Tidak mau"}
    assert crowd.client("office").post(f"/survei/pendaftar/{found.id}/", sent).status_code == 302
    assert Answer.objects.get().figures == {}


def test_missing_figures_are_said_at_their_field_and_what_was_typed_stays(crowd):
    found = opened(crowd).respondents.filter(accepted=False).first()
    answer = crowd.client("office").post(f"/survei/pendaftar/{found.id}/", filled(**{"2026-06-weeks": ""}))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Isi angkanya; 0 bila tidak ada." in page
    assert "2.500.000" in page
    assert not Answer.objects.exists()


def test_the_phone_is_shown_only_while_somebody_is_to_be_called(crowd):
    survey = opened(crowd)
    found = survey.respondents.get(application__person__name="Antre 3")
    addresses = (f"/survei/{survey.id}/", f"/survei/pendaftar/{found.id}/")
    before = [crowd.client("inspector").get(a).content.decode() for a in addresses]
    assert spoken_phone("+628120000003") in before[0]
    assert 'href="tel:+628120000003"' in before[1]
    survey.respondents.update(state="answered")
    after = [crowd.client("inspector").get(a).content.decode() for a in addresses]
    assert not any(spoken_phone("+628120000003") in page or "tel:" in page for page in after)


def test_every_number_opens_its_rows(crowd):
    survey = opened(crowd)
    survey.respondents.filter(accepted=False).update(state="answered")
    client = crowd.client("inspector")
    listed = client.get("/survei/").content.decode()
    for state, count in (("answered", 5), ("open", 6)):
        address = f"/survei/{survey.id}/?keadaan={state}"
        assert address in listed
        assert f"<strong>{count}</strong>" in client.get(address).content.decode().replace(' class="num"', "")


def test_mending_an_answer_begins_from_what_was_said(crowd):
    found = opened(crowd).respondents.filter(accepted=False).first()
    client = crowd.client("office")
    client.post(f"/survei/pendaftar/{found.id}/", filled())
    page = client.get(f"/survei/pendaftar/{found.id}/").content.decode()
    assert 'value="2.500.000"' in page
    client.post(f"/survei/pendaftar/{found.id}/", filled(number=2, **{"2026-05-turnover": "3.000.000"}))
    assert [a.figures["2026-05"]["turnover"] for a in Answer.objects.all()] == [2_500_000, 3_000_000]
    assert "Mei 2026: " in page


def test_figures_are_not_called_optional(crowd):
    found = opened(crowd).respondents.first()
    page = crowd.client("office").get(f"/survei/pendaftar/{found.id}/").content.decode()
    assert page.count("boleh kosong") == 1, "the note alone"


def test_only_the_office_is_offered_to_take_a_survey_back(crowd):
    survey = opened(crowd)
    assert "Batalkan survei" in crowd.client("office").get(f"/survei/{survey.id}/").content.decode()
    assert "Batalkan survei" not in crowd.client("inspector").get(f"/survei/{survey.id}/").content.decode()
    assert crowd.client("inspector").post(f"/survei/{survey.id}/batal/").status_code == 403
    assert crowd.client("office").post(f"/survei/{survey.id}/batal/").status_code == 302
    assert not Survey.objects.unscoped("test").exists()


def test_one_of_another_city_is_not_found(crowd):
    survey = opened(crowd)
    found = survey.respondents.first()
    other = crowd.client("elsewhere")
    assert other.get(f"/survei/{survey.id}/").status_code == 404
    assert other.get(f"/survei/pendaftar/{found.id}/").status_code == 404
    assert other.post(f"/survei/pendaftar/{found.id}/", filled()).status_code == 404
