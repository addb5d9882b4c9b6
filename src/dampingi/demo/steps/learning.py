"""Trainings per kecamatan in groups, with tests before and after."""

import datetime
from dataclasses import dataclass

import numpy as np

from dampingi.demo.building import Building
from dampingi.demo.calendars import lebaran
from dampingi.demo.content import read
from dampingi.demo.dice import picker, stream
from dampingi.foundation.regions.codes import ancestor, contains
from dampingi.records.learning.actions import (
    add_material,
    establish_completions,
    give_opinion,
    hold_training,
    keep_speaker,
    record_attendance,
    register,
    set_up_curriculum,
    step_back,
    write_module,
)
from dampingi.records.learning.intake import AttendanceIntake, ModulePlan, OpinionIntake
from dampingi.records.learning.models import Curriculum, Module, Speaker
from dampingi.records.programmes.models import Enrolment

GROUP = 55


@dataclass(frozen=True)
class Course:
    subject: str
    title: str
    month: int
    minutes: int
    share: float = 1.0
    """Of the participants who are invited."""


COURSES = (
    Course("basic", "Kewirausahaan dasar", 3, 360),
    Course("legality", "NIB, PIRT, dan halal", 4, 180, 0.55),
    Course("marketing", "Pemasaran dan foto produk", 5, 360),
    Course("finance", "Pembukuan dan akses pembiayaan", 6, 240, 0.6),
    Course("sentra", "Pengembangan sentra", 8, 300),
    Course("marketing", "Berjualan daring", 9, 240, 0.45),
)


OUTCOMES = {
    "Kewirausahaan dasar": "menyusun rencana usaha satu halaman",
    "NIB, PIRT, dan halal": "mengurus NIB sendiri dan tahu syarat PIRT dan halal",
    "Pemasaran dan foto produk": "memotret produk dan menulis keterangannya untuk dijual",
    "Pembukuan dan akses pembiayaan": "mencatat kas setiap hari dan menyiapkan berkas kredit",
    "Pengembangan sentra": "menyepakati mutu dan pembelian bahan bersama tetangga",
    "Berjualan daring": "membuka toko daring dan mengirim pesanan",
}


def teach(b: Building) -> dict[str, Module]:
    """The year's curriculum with a sheet and a link to read."""
    by = b.persona("penyelenggara")
    made = set_up_curriculum(by=by, programme=b.programme, title="Wirausaha baru", least_share=60)
    found = {}
    for course in COURSES:
        plan = ModulePlan(course.subject, course.title, OUTCOMES[course.title], course.minutes)
        found[course.title] = write_module(by=by, curriculum=made.id, plan=plan)
    oss = found["NIB, PIRT, dan halal"]
    add_material(by=by, module=oss.id, title="Pendaftaran NIB", link="https://oss.go.id/")
    return found


JUDGES = 8


def train(b: Building) -> None:
    modules = teach(b)
    by = b.persona("penyelenggara")
    known = Speaker.objects.unscoped("the demo city").filter(region=b.programme.region)
    held = set(known.values_list("name", flat=True))
    for name in (n for n in dict.fromkeys(read("speech")["speakers"]) if n not in held):
        keep_speaker(by=by, region=b.programme.region, name=name)
    dice, rng = stream(b.seed, "learning"), picker(b.seed, "learning")
    of = b.places.kecamatan_index()[b.cohort.place]
    for course in COURSES:
        for k, (code, name) in enumerate(b.places.kecamatan.items()):
            first = _first_day(b, course, k)
            there = np.flatnonzero((of == k) & (dice.random(len(b.cohort)) < course.share))
            for group in range(-(-len(there) // GROUP)):
                on = _working_day(b, first + datetime.timedelta(days=2 * group))
                if on >= b.today:
                    continue
                invited = [
                    int(i) for i in there[group * GROUP : (group + 1) * GROUP] if b.cohort.active(on)[i]
                ]
                _hold(
                    b, course, code, f"Aula Kecamatan {name}", on, invited, dice, rng, modules[course.title]
                )


def offer(b: Building) -> None:
    """Two trainings to come for which people register: one with room, one full with a waiting list and someone who stepped back."""
    by, on = b.persona("penyelenggara"), b.today + datetime.timedelta(days=7)
    if on > b.programme.ends_on:
        return
    theirs = ancestor(persona_enrolment(b).region, 3)
    for n, (title, places, asked) in enumerate(
        (("Foto produk dengan telepon", 25, 9), ("Label dan kemasan", 12, 17))
    ):
        made = hold_training(
            by=by, programme=b.programme, region=theirs, subject="marketing", title=title, minutes=180,
            on=on + datetime.timedelta(days=n), place=f"Aula Kecamatan {b.places.kecamatan[theirs]}", speaker=read("speech")["speakers"][n],
            places=places, closes_on=on - datetime.timedelta(days=2),
        )  # fmt: skip
        there = [e for e in b.enrolments if contains(theirs, e.region) and not e.exited_on]
        found = [e.id for e in there if e.id != persona_enrolment(b).id][n * 5 : n * 5 + asked]
        rows = register(by=by, training=made.id, enrolments=found, today=b.today)
        step_back(by=by, registration=rows[1].id, reason="Berhalangan hari itu", today=b.today)


def certify(b: Building) -> None:
    by = b.persona("penyelenggara")
    for curriculum in Curriculum.objects.filter(programme=b.programme):
        establish_completions(by=by, curriculum=curriculum.id)


def persona_enrolment(b: Building) -> Enrolment:
    user = b.users["peserta"].id
    return Enrolment.objects.unscoped("the demo city").get(person__user=user, programme=b.programme)


def _first_day(b: Building, course: Course, kecamatan: int) -> datetime.date:
    start = b.year.on(course.month, 4) + datetime.timedelta(days=2 * kecamatan)
    return start if b.year.weight(start, -1) else lebaran(b.year.year) + datetime.timedelta(days=12)


def _working_day(b: Building, day: datetime.date) -> datetime.date:
    while day.weekday() >= 5 or not b.year.weight(day, -1):
        day += datetime.timedelta(days=1)
    return day


def _hold(
    b: Building, course: Course, region: str, place: str, on: datetime.date, invited: list[int], dice, rng,
    module: Module,
) -> None:  # fmt: skip
    if not invited:
        return
    training = hold_training(
        by=b.by,
        programme=b.programme,
        region=region,
        subject=course.subject,
        title=course.title,
        module=module,
        on=on,
        minutes=course.minutes,
        place=place,
        spoken_by=Speaker.objects.unscoped("the demo city").get(
            region=b.programme.region, name=rng.choice(read("speech")["speakers"])
        ),
    )
    fasting = 0.12 if 0 < (lebaran(b.year.year) - on).days <= 30 else 0.0
    rows, drive = [], b.lives.drive(on)
    for i in invited:
        come = 0.80 - fasting + 0.16 * float(np.log(b.lives.engagement[i])) + 0.05 * float(b.lives.help[i])
        rows.append(_attended(b, i, come * float(drive[i]), dice))
    record_attendance(by=b.by, training=training, rows=rows, today=b.today)
    dice = stream(b.seed, f"opinions {region} {on}")
    for row in [r for r in rows if r.present][:JUDGES]:
        clear, useful, mastery = (int(np.clip(round(4 + dice.normal(0, 0.7)), 1, 5)) for _ in range(3))
        opinion = OpinionIntake(clear, useful, mastery)
        give_opinion(by=b.by, training=training.id, enrolment=row.enrolment_id, opinion=opinion, today=on)


def _attended(b: Building, i: int, chance: float, dice: np.random.Generator) -> AttendanceIntake:
    draws = dice.normal(0, 1, 2)
    if dice.random() >= chance:
        return AttendanceIntake(b.enrolments[i].id, False)
    before = float(np.clip(51 + 12 * draws[0], 5, 95))
    after = float(np.clip(before + 17 + 7 * draws[1] + 3 * b.lives.help[i], 5, 100))
    return AttendanceIntake(b.enrolments[i].id, True, round(before), round(after))
