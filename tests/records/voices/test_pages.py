import pytest

from dampingi.records.voices.models import Voice

pytestmark = pytest.mark.usefixtures("july")
ANSWERS = {
    "came": "5",
    "listened": "4",
    "useful": "3",
    "respectful": "5",
    "recommend": "4",
}


def address(town, mentor: str = "ana", enrolment: int = 0) -> str:
    return f"/suara/{town.enrolments[enrolment].id}/{town.mentor(mentor).id}/"


def test_a_participant_answers_five_questions(town):
    client = town.client("participant")
    assert b"Ana" in client.get("/suara/").content
    assert client.get(address(town)).status_code == 200
    assert "textarea" not in client.get(address(town)).content.decode(), "words would tell who speaks"
    assert client.post(address(town), ANSWERS | {"comment": "Sabar"}).status_code == 302
    kept = Voice.objects.unscoped("test").get()
    assert (kept.useful, kept.comment) == (3, "")
    assert "Sudah Anda jawab" in client.get("/suara/").content.decode()


def test_once_is_enough(town):
    client = town.client("participant")
    client.post(address(town), ANSWERS)
    assert client.post(address(town), ANSWERS).status_code == 409
    assert Voice.objects.unscoped("test").count() == 1


@pytest.mark.parametrize("wrong", [{"useful": ""}, {"came": "6"}, {"listened": "ya"}])
def test_all_five_are_needed(town, wrong):
    answer = town.client("participant").post(address(town), ANSWERS | wrong)
    assert answer.status_code == 422
    assert not Voice.objects.unscoped("test").exists()


def test_nobody_speaks_for_another_or_about_a_stranger(town):
    client = town.client("participant")
    assert client.post(address(town, enrolment=1), ANSWERS).status_code == 404
    assert client.post(address(town, mentor="budi"), ANSWERS).status_code == 404
    assert not Voice.objects.unscoped("test").exists()


@pytest.mark.parametrize(
    ("who", "status"), [("ana", 403), ("camat", 403), ("office", 403), ("stranger", 302)]
)
def test_the_page_is_the_participants(town, who, status):
    assert town.client(who).get("/suara/").status_code == status
    assert town.client(who).get(address(town)).status_code == status
