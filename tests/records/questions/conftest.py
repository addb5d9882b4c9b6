import io

import pytest
from PIL import Image

from dampingi.foundation.accounts.actions import add_user
from dampingi.records.programmes.actions import appoint_mentors
from dampingi.records.programmes.intake import Appointment
from dampingi.records.questions.actions import ask, direct, promise
from dampingi.records.questions.intake import QuestionIntake
from dampingi.records.questions.models import Question
from tests.records.conftest import FEBRUARY, SYSTEM

TEXT = "Bagaimana saya menghitung harga jual keripik saya?"
VOICE = b"OggS\x00\x02" + bytes(60)


def picture(colour: str = "brown") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), colour).save(out, "JPEG")
    return out.getvalue()


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def lena(town):
    """A consultant of financing in the city's centre; `lena` in the town."""
    user = add_user(by=SYSTEM, login="lena@contoh.id", name="Lena")
    row = Appointment(user=user, name="Lena", region="32.76", on=FEBRUARY, field="pembiayaan")
    town.users["lena"], town.mentors["lena"] = (
        user,
        appoint_mentors(by=SYSTEM, programme=town.programme, rows=[row])[0],
    )
    return town.mentors["lena"]


def asked(town, who="participant", **more) -> Question:
    told = {"text": TEXT, "channel": "online" if who == "participant" else "person"} | more
    return ask(by=town.actor(who), said=QuestionIntake(town.first.id, **told))


def promised(town, answer=3, resolve=14, silence=10):
    return promise(
        by=town.actor("head"), region="32.76", answer_days=answer, resolve_days=resolve, silence_days=silence, reason="Uji"
    )  # fmt: skip


def given(town, question, to="ana", by="office", seen=None, **more):
    return direct(by=town.actor(by), question=question.id, to=town.mentor(to).id, seen=seen, **more)


def fresh(question) -> Question:
    return Question.objects.unscoped("test").get(id=question.id)
