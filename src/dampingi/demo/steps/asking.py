"""Participants ask the clinic: on the phone, at the desk, by WhatsApp; some are answered in time, one late, one opens again, some wait."""

import datetime
import io
from typing import Any

from PIL import Image, ImageDraw

from dampingi.demo.building import Building
from dampingi.demo.content import read
from dampingi.demo.places import CITY
from dampingi.foundation.accounts.models import User
from dampingi.foundation.approvals.actions import decide
from dampingi.foundation.approvals.models import Approval
from dampingi.records.desks.actions import call_next, finish, open_desk, take_number
from dampingi.records.knowledge.actions import propose, vote
from dampingi.records.knowledge.intake import ArticleIntake
from dampingi.records.programmes.models import Enrolment
from dampingi.records.questions.actions import (
    answer,
    ask,
    ask_back,
    direct,
    mark_told,
    promise,
    resolve,
    say_more,
)
from dampingi.records.questions.intake import QuestionIntake
from dampingi.records.questions.models import Question
from dampingi.records.questions.queries import candidates, questions

HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)
WHY = "Supaya peserta tahu kapan jawabannya datang, dan kami tahu kapan terlambat."


def ask_the_clinic(b: Building) -> None:
    b.clock.set(b.today - 60 * DAY)
    promise(by=b.persona("kepala"), region=CITY, answer_days=3, resolve_days=14, silence_days=10, reason=WHY)
    for told, (user, enrolment) in zip(read("questions"), _askers(b), strict=False):
        _live(b, told, user, enrolment)
    b.clock.set(b.today)
    _queue(b)


def _queue(b: Building) -> None:
    """A morning at the sentra's desk: some served, one not there, one at the desk, some waiting."""
    office = b.persona("penyelenggara")
    desk = open_desk(by=office, region=CITY, name="Klinik Sentra", place="Sentra UMKM, lantai dasar").id
    for field in ("pemasaran", "", "pembiayaan", "kelembagaan", "", "produksi"):
        take_number(by=office, desk=desk, field=field)
    call_next(by=office, desk=desk)
    second = call_next(by=office, desk=desk)
    finish(by=office, desk=desk, ticket=second.id, served=False)
    call_next(by=office, desk=desk)


def _askers(b: Building) -> list[tuple[User | None, Enrolment]]:
    """The demo's participant first and last, between them others who still take part, of whom some have an account."""
    own = b.users["peserta"].person.enrolments.get()
    rows = Enrolment.objects.unscoped("demo").filter(programme=b.programme, exited_on=None).exclude(id=own.id)
    others = list(rows.select_related("person__user").order_by("region", "person__key", "id")[:40:5])
    found = [(e.person.user, e) for e in others]
    return [(b.users["peserta"], own), *found[:4], (b.users["peserta"], own), *found[4:]]


def _photo() -> bytes:
    """A jar on a table, as well as a demo can draw one."""
    picture, out = Image.new("RGB", (480, 360), (203, 187, 160)), io.BytesIO()
    pen = ImageDraw.Draw(picture)
    pen.rounded_rectangle((170, 90, 310, 320), 24, fill=(170, 44, 30))
    pen.rectangle((180, 60, 300, 95), fill=(60, 60, 60))
    pen.rectangle((170, 170, 310, 250), fill=(245, 238, 220))
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()


def _live(b: Building, told: dict[str, Any], user: User | None, enrolment: Enrolment) -> None:
    office, begun = b.persona("penyelenggara"), b.today - told["days"] * DAY
    b.clock.set(begun)
    own = user is not None and told["channel"] == "online"
    channel = "online" if own else "whatsapp" if told["channel"] == "online" else told["channel"]
    asker = b.acting(user) if own and user else office
    photos = (_photo(),) if told.get("photo") else ()
    said = QuestionIntake(enrolment.id, told["text"], told["field"], channel, photos, id=b.new_id())
    made = ask(by=asker, said=said)
    if "answer" not in told and not told.get("wait"):
        return
    to = next(c for c in candidates(made, told["field"]) if c.proposed)
    direct(by=office, question=made.id, to=to.mentor.id, seen=None, field=told["field"])
    if "answer" in told:
        _answered(b, told, made, b.acting(to.mentor.user), asker, begun)


def _answered(
    b: Building, told: dict[str, Any], made: Question, by: Any, asker: Any, begun: datetime.date
) -> None:
    office = b.persona("penyelenggara")
    if "back" in told:
        ask_back(by=by, question=made.id, text=told["back"])
        say_more(by=asker, question=made.id, text=told["more"])
    b.clock.set(begun + told["after"] * DAY)
    answer(by=by, question=made.id, text=told["answer"])
    if questions(office).get(id=made.id).enrolment.person.user_id is None:
        mark_told(by=office, question=made.id)
    b.clock.set(begun + (told["after"] + 1) * DAY)
    if told.get("thanks"):
        resolve(by=asker, question=made.id)
    if "article" in told:
        _published(b, told, made, by)
    if "reopen" in told:
        say_more(by=asker, question=made.id, text=told["reopen"])


def _published(b: Building, told: dict[str, Any], made: Question, by: Any) -> None:
    """One is published and helped, the next still waits for somebody else to read it."""
    office, article = b.persona("penyelenggara"), told["article"]
    words = ArticleIntake(article["title"], told["field"], article["asked"], article["answered"])
    found = propose(by=by, question=made.id, told=words)
    if article.get("waits"):
        return
    waiting = Approval.objects.unscoped("demo").get(workflow="article", subject_id=found.id)
    decide(by=office, approval=waiting.id, approved=True)
    vote(by=b.acting(b.users["peserta"]), article=found.id, helpful=True)
