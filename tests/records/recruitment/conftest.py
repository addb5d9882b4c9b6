import datetime
import hashlib
import io

import pytest
import time_machine
from PIL import Image

from dampingi.records.programmes.posts import Post
from dampingi.records.recruitment import actions
from dampingi.records.recruitment.asked import requirements
from dampingi.records.recruitment.intake import CallPlan, Choice, Told, Verdict
from dampingi.records.recruitment.models import Applicant
from dampingi.records.recruitment.papers import received
from dampingi.records.recruitment.queries.proposals import proposals
from tests.records.conftest import HERE, NEXT

OPENS, CLOSES = datetime.date(2026, 7, 10), datetime.date(2026, 7, 25)
AFTER = datetime.datetime(2026, 7, 28, 3, tzinfo=datetime.UTC)
CRITERIA = [{"code": "k1", "name": "Wawancara", "weight": 60}, {"code": "k2", "name": "Tes", "weight": 40}]
ASKED = [
    {"code": "age", "value": 21, "document": False, "needed": True},
    {"code": "business", "value": None, "document": False, "needed": True},
    {"code": "health", "value": None, "document": True, "needed": True},
]
BOTH = ("head", "coordinator")


@pytest.fixture(autouse=True)
def _that_day(july, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def plan(**told) -> CallPlan:
    usual = {
        "title": "Pendamping kelurahan", "opens_on": OPENS, "closes_on": CLOSES, "requirements": ASKED, "criteria": CRITERIA,
        "places": {HERE: 1, NEXT: 1},
    }  # fmt: skip
    return CallPlan(**(usual | told))


@pytest.fixture
def call(town):
    made = actions.save_call(by=town.actor("office"), programme=town.programme, plan=plan())
    return actions.open_call(by=town.actor("office"), call=made.id)


def picture(colour: str = "brown") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), colour).save(out, "JPEG")
    return out.getvalue()


def told(name: str, **more) -> Told:
    usual = {
        "name": name, "sex": "P", "born_on": datetime.date(1990, 5, 1), "education": "s1", "domicile": HERE, "post": HERE,
        "fields": ("pemasaran",), "motivation": "Ingin membantu", "answers": {"business": "Katering"},
    }  # fmt: skip
    return Told(**(usual | more))


def begun(call, name="Rina", phone="+6281200000001", post=HERE, **more):
    return actions.begin(call=call, name=name, phone=phone, post=post, **more)


def enclose(applicant, code="health", raw=None):
    raw = raw or picture()
    return actions.enclose(
        applicant=applicant.id,
        requirement=code,
        paper=received(raw),
        sha256=hashlib.sha256(raw).hexdigest(),
        size=len(raw),
    )


def applied(call, name="Rina", phone="+6281200000001", post=HERE, user=None, **more) -> Applicant:
    made, _code = begun(call, name, phone, post, user=user)
    actions.save(applicant=made.id, told=told(name, post=post, **more))
    enclose(made)
    return actions.hand_in(applicant=made.id, declared=True)


def ready(town, call) -> None:
    """Examiners named; they and the office have declared no interests."""
    actions.appoint_examiners(by=town.actor("office"), call=call.id, users=[town.users[n] for n in BOTH])
    for name in ("office", *BOTH):
        actions.declare_interests(by=town.actor(name), call=call.id, ties={})


def checked(town, applicant, **verdicts) -> None:
    rows = [
        Verdict(r.code, verdicts.get(r.code, "met"), "Alasan" if r.code in verdicts else "")
        for r in requirements(applicant.call.requirements)
    ]
    actions.check(by=town.actor("office"), applicant=applicant.id, rows=rows)


def scored(town, applicant, points=80) -> None:
    for name in BOTH:
        actions.score(by=town.actor(name), applicant=applicant.id, points={"k1": points, "k2": points})


def decided(town, call, post=HERE, **changes):
    """As the criteria have it, except `changes` {name: (state, reason)}."""
    choices = [
        Choice(p.applicant.id, *changes.get(p.applicant.name.lower(), (p.state, p.reason)))
        for p in proposals(call, Post.read(post))
    ]
    with time_machine.travel(AFTER, tick=False):
        return actions.decide(by=town.actor("office"), call=call.id, post=Post.read(post), choices=choices)
