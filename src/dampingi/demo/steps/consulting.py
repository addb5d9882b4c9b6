"""A service centre of the city: three consultants found per field in August, with an objection, their agreement, and their first evaluation."""

import copy
import datetime
from dataclasses import replace
from decimal import Decimal

from dampingi.demo.building import Building
from dampingi.demo.calendars import add_months, last_day
from dampingi.demo.dice import picker
from dampingi.demo.personas import DOMAIN, RATERS
from dampingi.demo.places import CITY
from dampingi.demo.steps.agreeing import tick
from dampingi.demo.steps.recruiting import DAY, apply_for, judge, open_call
from dampingi.foundation.approvals.actions import decide as approve
from dampingi.foundation.approvals.models import Approval
from dampingi.insight.agreements import actions as agreements
from dampingi.insight.agreements.intake import LinePlan, Plan, TargetPlan
from dampingi.insight.evaluation import actions as evaluation
from dampingi.insight.evaluation.definitions import panel_criteria, shipped
from dampingi.insight.evaluation.intake import DocumentIntake, RatingIntake
from dampingi.records.appointments.actions import appoint
from dampingi.records.appointments.intake import Appointing, Period
from dampingi.records.mentoring.actions import draft_reports, submit_reports, write_reports
from dampingi.records.mentoring.intake import ReportWords
from dampingi.records.programmes.models import Mentor
from dampingi.records.programmes.posts import Post
from dampingi.records.recruitment import actions
from dampingi.records.recruitment.models import Applicant, Call

FIELDS = ("pemasaran", "kelembagaan", "ti")
ABOUT = (
    "Melayani usaha mikro dan koperasi di pusat layanan kota menurut bidang, dua hari setiap minggu, dan mengunjungi kecamatan."
    " Satu orang tiap bidang, dinilai terhadap target dan program kerja yang disepakati."
)
REPORTED = 2
"""The months of work that are reported by now."""


def consult(b: Building) -> None:
    call = _seek(b)
    consultants = _appoint(b, call)
    made = _begin(b)
    _agree(b, consultants)
    for month in b.year.full_months[-REPORTED:]:
        _report(b, month, consultants)
    _evaluate(b, made)
    b.clock.set(b.today)


def _seek(b: Building) -> Call:
    """Two for each field; who was not chosen in marketing objects, and the head answers."""
    rng, home = picker(b.seed, "consulting"), b.places.kelurahan[0].code
    posts = [Post(CITY, f) for f in FIELDS]
    call = open_call(
        b,
        "Konsultan pusat layanan",
        [p.code for p in posts],
        b.year.on(8, 3),
        b.year.on(8, 14),
        objection_days=3,
        about=ABOUT,
    )
    for n in range(2):
        for post in posts:
            apply_for(b, rng, call, post.code, home=home, on=call.opens_on + (2 + n) * DAY)
    judge(b, rng, call, posts)
    unlucky = (
        Applicant.objects.unscoped("demo").filter(call=call, field=FIELDS[0]).exclude(state="chosen").first()
    )
    if unlucky:
        b.clock.set(call.closes_on + 4 * DAY)
        made = actions.object_to(
            applicant=unlucky.id,
            text="Sertifikat pelatihan pemasaran saya belum dinilai. Mohon diperiksa kembali.",
        )
        b.clock.set(call.closes_on + 6 * DAY)
        actions.answer_objection(
            by=b.persona("kepala"), appeal=made.id, granted=False,
            reason="Sertifikat itu ada dalam berkas dan sudah dinilai kedua penguji; nilainya tetap.",
        )  # fmt: skip
    return call


def _appoint(b: Building, call: Call) -> list[Mentor]:
    b.clock.set(b.year.on(8, 28))
    chosen = list(Applicant.objects.unscoped("demo").filter(call=call, state="chosen").order_by("field"))
    rows = [
        Appointing(
            name=a.name, region=a.region, field=a.field, fields=tuple(a.fields), sex=a.sex,
            login=f"konsultan.{a.field}@{DOMAIN}", applicant=a.id,
        )
        for a in chosen
    ]  # fmt: skip
    return appoint(
        by=b.by, programme=b.programme, rows=rows, period=Period(b.year.on(9, 1), b.programme.ends_on)
    )


def _begin(b: Building):
    """The office's own version: in the first three months there is little to set targets for."""
    b.clock.set(b.year.on(8, 31))
    body = copy.deepcopy(shipped()["consultant"])
    for criterion in body["criteria"]:
        if criterion["dimension"] == "agreed":
            criterion |= {"least": 1, "weight": 15 if criterion["key"] == "agreed_targets" else 45}
    office = b.persona("penyelenggara")
    evaluation.publish_instrument(by=office, body=body, region=CITY)
    made = evaluation.create_evaluation(
        by=office,
        programme=b.programme,
        level="consultant",
        starts_on=b.year.on(9, 1),
        ends_on=b.year.on(11, 15),
    )
    evaluation.lock_instrument(by=b.persona("kepala"), evaluation=made)
    return made


def _agree(b: Building, consultants: list[Mentor]) -> None:
    b.clock.set(b.year.on(9, 1))
    months = tuple(f"{m:%Y-%m}" for m in (b.year.on(n, 1) for n in (9, 10, 11)))
    plan = Plan(
        (TargetPlan("report_punctuality", Decimal("0.90"), "year"),),
        (
            LinePlan("Klinik bidang di pusat layanan", "Dua hari setiap minggu, sepuluh usaha", months),
            LinePlan("Kunjungan ke kecamatan", "Satu kecamatan setiap bulan dengan catatan", months),
            LinePlan("Bahan pelatihan bidang", "Satu modul dan soal ujiannya", months[1:2]),
        ),
    )
    made = agreements.propose(by=b.persona("penyelenggara"), mentors=[m.id for m in consultants], plan=plan)
    users = {m.id: m.user for m in consultants}
    for each in made:
        agreements.sign(by=b.acting(users[each.mentor_id]), agreement=each.id, hash=each.hash)


def _report(b: Building, month: datetime.date, consultants: list[Mentor]) -> None:
    """Handed in in time and approved; whoever else had no draft in that month is left alone."""
    b.clock.set(last_day(month))
    own = {m.id for m in consultants}
    drafts = [r for r in draft_reports(by=b.by, programme=b.programme, month=month) if r.mentor_id in own]
    tick(b, month, drafts)
    on = min(b.today, add_months(month, 1) + 2 * DAY)
    b.clock.set(on)
    said = ReportWords(
        drafts[0].id,
        "Belum semua kecamatan terjangkau.",
        "Sepuluh usaha terbantu di klinik.",
        "Bahan pelatihan bidang.",
    )
    write_reports(by=b.by, rows=[replace(said, report_id=r.id) for r in drafts])
    submit_reports(by=b.by, reports=drafts, on=on)
    b.clock.set(min(b.today, on + 3 * DAY))
    waiting = Approval.objects.unscoped("the demo's office decides").filter(
        subject_id__in=[r.id for r in drafts]
    )
    for approval in waiting.order_by("id"):
        approve(by=b.persona("penyelenggara"), approval=approval.id, approved=True)


def _evaluate(b: Building, made) -> None:
    office, rng = b.persona("penyelenggara"), picker(b.seed, "consulting/panel")
    b.clock.set(min(b.today, b.year.on(11, 16)))
    for n, consultant in enumerate(Mentor.objects.unscoped("demo").exclude(field="").order_by("field")):
        rows = [
            DocumentIntake("work_plan", True, "Disahkan kepala pusat layanan."),
            DocumentIntake(
                "certificate", n != 1, "Nomor sertifikat tercatat." if n != 1 else "Masih diurus."
            ),
        ]
        evaluation.check_documents(by=office, evaluation=made, mentor=consultant.id, rows=rows)
    evaluation.freeze_evidence(by=office, evaluation=made)
    evaluation.assign_raters(by=office, evaluation=made, raters=[b.users[k] for k in RATERS])
    subjects = list(made.subjects.order_by("name", "id"))
    keys = [c["key"] for c in panel_criteria(made.instrument.body)]
    for rater in RATERS:
        by = b.persona(rater)
        evaluation.declare_interests(by=by, evaluation=made)
        rows = [RatingIntake(s.id, k, rng.choice((3, 4, 4, 5))) for s in subjects for k in keys]
        evaluation.rate(by=by, evaluation=made, rows=rows)
    evaluation.close_ratings(by=office, evaluation=made)
    b.clock.set(min(b.today, b.year.on(11, 17)))
    evaluation.compute(by=office, evaluation=made)
