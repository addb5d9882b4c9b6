"""The mentors' training: all passed in January, which the programme asks for; a refresher of one kecamatan is going on."""

import datetime

from dampingi.demo.building import Building
from dampingi.demo.content import read
from dampingi.demo.dice import stream
from dampingi.demo.steps.people import exemplary
from dampingi.foundation.regions.codes import ancestor, contains
from dampingi.records.appointments.actions import set_rules
from dampingi.records.programmes.models import Mentor
from dampingi.records.quizzes.marking import Question
from dampingi.records.tot import actions
from dampingi.records.tot.intake import Points, SessionPlan
from dampingi.records.tot.models import Course

QUIZ = "TOT pendamping"
TOPICS = (
    "Tahap pendampingan dan instrumen penilaian",
    "Mencatat kunjungan dan perkembangan",
    "Etika, netralitas, dan data pribadi",
)


def train_trainers(b: Building) -> None:
    office = b.persona("penyelenggara")
    set_rules(by=office, programme=b.programme, tot_needed=True)
    _course(b, "TOT pendamping", b.year.on(1, 20), b.mentors)
    kecamatan = ancestor(exemplary(b), 3)
    near = [m for m in b.mentors if contains(kecamatan, m.region)]
    _course(b, "TOT penyegaran akhir tahun", b.today - datetime.timedelta(days=2), near, whole=False)
    b.clock.set(b.today)
    _announce(b, near)


def _announce(b: Building, near: list[Mentor]) -> None:
    """A course to come with few places: some have one, some wait, and the exemplary mentor may still ask."""
    office, first = b.persona("penyelenggara"), b.today + datetime.timedelta(days=9)
    made = actions.hold_course(
        by=office, programme=b.programme, title="TOT foto dan penjualan daring", least_share=60, passing=60,
        sessions=[SessionPlan(first, 180, "Memotret produk"), SessionPlan(first + datetime.timedelta(days=1), 180, "Toko daring")],
        place="Aula Balai Kota", speaker="Yusuf Hidayat (contoh)",
    )  # fmt: skip
    actions.set_places(by=office, course=made.id, places=2, today=b.today)
    others = [m for m in near if m.user_id != b.users["pendamping"].id]
    actions.register(by=office, course=made.id, mentors=[m.id for m in others[:4]], today=b.today)
    actions.add_material(by=office, course=made.id, title="Panduan OSS", link="https://oss.go.id/")


def _course(
    b: Building, title: str, first: datetime.date, mentors: list[Mentor], *, whole: bool = True
) -> None:
    office, dice = b.persona("penyelenggara"), stream(b.seed, f"tot/{title}")
    b.clock.set(first - datetime.timedelta(days=1))
    plans = [SessionPlan(first + datetime.timedelta(days=2 * n), 240, t) for n, t in enumerate(TOPICS)]
    made = actions.hold_course(
        by=office, programme=b.programme, title=f"{title} {b.year.year}", sessions=plans, least_share=60, passing=60,
        place="Aula Balai Kota", speaker="Dr. Hanum Prabawati (contoh)",
    )  # fmt: skip
    trainees = actions.invite(by=office, course=made.id, mentors=[m.id for m in mentors])
    for n, session in enumerate(made.sessions.all()):
        if session.on > b.today:
            continue
        b.clock.set(session.on)
        away = int(dice.integers(0, len(trainees))) if n else -1
        actions.record_presence(
            by=office, session=session.id, present=[t.id for i, t in enumerate(trainees) if i != away]
        )
    if not whole:
        _answer(b, made, first)
        return
    before, gain = dice.integers(40, 70, len(trainees)), dice.integers(15, 30, len(trainees))
    tests = [
        Points(t.id, int(p), max(62, int(p + g))) for t, p, g in zip(trainees, before, gain, strict=True)
    ]
    actions.record_tests(by=office, course=made.id, rows=tests)
    _close(b, made)


def _answer(b: Building, course: Course, day: datetime.date) -> None:
    """The test before is open and answered by all but the exemplary mentor, who still may."""
    office, dice = b.persona("penyelenggara"), stream(b.seed, "tot/answers")
    asked = [Question(r["text"], tuple(r["choices"]), r["right"]) for r in read("quizzes")[QUIZ]]
    b.clock.set(day)
    actions.write_quiz(by=office, course=course.id, questions=asked)
    actions.open_quiz(by=office, course=course.id, side="pre", today=day)
    mine = b.users["pendamping"].id
    for trainee in course.trainees.select_related("mentor").order_by("mentor__region", "mentor__name"):
        if trainee.mentor.user_id != mine and trainee.presences.exists():
            answers = [q.right if dice.random() < 0.55 else (q.right + 1) % len(q.choices) for q in asked]
            actions.enter_answers(by=office, trainee=trainee.id, side="pre", answers=answers)


def _close(b: Building, course: Course) -> None:
    last = max(s.on for s in course.sessions.all())
    b.clock.set(last + datetime.timedelta(days=1))
    actions.close_course(by=b.persona("penyelenggara"), course=course.id)
