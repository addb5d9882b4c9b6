"""How the mentors of one kecamatan were found in January, and a call for substitutes that is open today."""

import datetime
import hashlib
import io
import random

from PIL import Image, ImageDraw

from dampingi.demo.building import Building
from dampingi.demo.dice import picker
from dampingi.demo.names import person_name
from dampingi.demo.places import phone
from dampingi.demo.steps.people import exemplary
from dampingi.foundation.accounts.models import User
from dampingi.foundation.regions.codes import ancestor
from dampingi.records.programmes.posts import Post
from dampingi.records.recruitment import actions
from dampingi.records.recruitment.asked import requirements, suggested
from dampingi.records.recruitment.intake import CallPlan, Choice, Told, Verdict
from dampingi.records.recruitment.models import Applicant, Call
from dampingi.records.recruitment.papers import received
from dampingi.records.recruitment.queries.proposals import proposals

DAY = datetime.timedelta(days=1)
ASKED = (
    ("age", 21, False),
    ("education", "sma", True),
    ("business", None, False),
    ("domicile", None, False),
    ("health", None, True),
)
CRITERIA = [
    {"code": "k1", "name": "Wawancara", "weight": 60},
    {"code": "k2", "name": "Tes tertulis", "weight": 40},
]
ABOUT = (
    "Mendampingi wirausaha baru di kelurahan: mengunjungi, mencatat, dan menghubungkan mereka dengan pelatihan, perizinan, dan pembiayaan."
    " Sepuluh bulan, honorarium menurut laporan bulanan yang disetujui."
)
SHOPS = (
    "Katering rumahan, delapan tahun",
    "Konveksi seragam, lima tahun",
    "Kedai kopi, tiga tahun",
    "Keripik dan kue kering, enam tahun",
)
WHY = (
    "Saya memulai usaha tanpa ada yang menunjukkan jalannya, dan ingin yang lain lebih cepat berhasil.",
    "Tetangga sering bertanya soal izin dan pemasaran; lebih baik dikerjakan dengan benar.",
    "Saya pernah menjadi peserta dan tahu apa yang sulit pada bulan-bulan pertama.",
)
FIELDS = ("pemasaran", "produksi", "pembiayaan", "ti", "kelembagaan")


def seek(b: Building) -> None:
    kecamatan = ancestor(exemplary(b), 3)
    regions = [k.code for k in b.places.kelurahan if k.kecamatan == kecamatan]
    rng = picker(b.seed, "recruiting")
    call = open_call(b, "Pendamping kelurahan", regions, b.year.on(1, 4), b.year.on(1, 12))
    for region in regions:
        own = next(m for m in b.mentors if m.region == region)
        apply_for(b, rng, call, region, user=own.user, name=own.name, sex=own.sex, on=call.opens_on + DAY)
        for n in range(2):
            apply_for(
                b, rng, call, region, young=n == 1 and region == regions[0], on=call.opens_on + (2 + n) * DAY
            )
    judge(b, rng, call, [Post(r) for r in regions])
    _substitutes(b, rng, regions)


def open_call(
    b: Building, title: str, regions: list[str], opens: datetime.date, closes: datetime.date, **told
) -> Call:
    b.clock.set(min(opens, b.today))
    plan = CallPlan(
        title=f"{title} {b.year.year}", opens_on=opens, closes_on=closes, criteria=CRITERIA,
        requirements=[{"code": c, "value": v, "document": d, "needed": True} for c, v, d in ASKED],
        places=dict.fromkeys(regions, 1), **({"about": ABOUT} | told),
    )  # fmt: skip
    office = b.persona("penyelenggara")
    made = actions.save_call(by=office, programme=b.programme, plan=plan)
    return actions.open_call(by=office, call=made.id)


def apply_for(
    b: Building, rng: random.Random, call: Call, post: str, *, home: str = "", on: datetime.date, user: User | None = None,
    name: str = "", sex: str = "", young: bool = False, send: bool = True,
) -> Applicant:  # fmt: skip
    woman = rng.random() < 0.55
    b.clock.set(min(on, b.today))
    made, _code = actions.begin(
        call=call, name=name or person_name(rng, woman=woman).full, phone=phone(rng), post=post, user=user
    )
    year = b.year.year - (20 if young else rng.randint(26, 48))
    told = Told(
        name=made.name, sex=sex or ("P" if woman else "L"), born_on=datetime.date(year, rng.randint(4, 12), rng.randint(1, 28)),
        education=rng.choice(("sma", "d3", "s1", "s1")), domicile=home or post, post=post,
        fields=tuple(rng.sample(FIELDS, 2)), motivation=rng.choice(WHY), answers={"business": rng.choice(SHOPS)},
    )  # fmt: skip
    actions.save(applicant=made.id, told=told)
    for code in ("education", "health"):
        raw = sample_paper(code, made.name)
        actions.enclose(
            applicant=made.id,
            requirement=code,
            paper=received(raw),
            sha256=hashlib.sha256(raw).hexdigest(),
            size=len(raw),
        )
    return actions.hand_in(applicant=made.id, declared=True) if send else made


def sample_paper(code: str, name: str) -> bytes:
    """A picture of a paper that nobody issued."""
    page = Image.new("RGB", (420, 594), "#fbfaf5")
    draw = ImageDraw.Draw(page)
    draw.text((40, 40), f"CONTOH: {code}\n\n{name}", fill="#333333")
    for line in range(7):
        draw.line((40, 150 + 30 * line, 380, 150 + 30 * line), fill="#c9c4b8", width=2)
    out = io.BytesIO()
    page.save(out, "PNG")
    return out.getvalue()


def judge(b: Building, rng: random.Random, call: Call, posts: list[Post]) -> None:
    b.clock.set(call.closes_on + DAY)
    office, head = b.persona("penyelenggara"), b.persona("kepala")
    actions.appoint_examiners(by=office, call=call.id, users=[b.users["kepala"], b.users["koordinator"]])
    for actor in (office, head, b.persona("koordinator")):
        actions.declare_interests(by=actor, call=call.id, ties={})
    asked = requirements(call.requirements)
    sent = (
        Applicant.objects.unscoped("the demo's office")
        .filter(call=call)
        .select_related("call")
        .order_by("region", "begun_at")
    )
    for a in sent:
        found = [Verdict(r.code, *_seen(a, r)) for r in asked]
        actions.check(by=office, applicant=a.id, rows=found)
        if any(v.verdict != "met" for v in found):
            continue
        better = 14 if a.user_id else 0
        for examiner in (head, b.persona("koordinator")):
            points = {c["code"]: rng.randint(55, 82) + better for c in CRITERIA}
            actions.score(by=examiner, applicant=a.id, points=points)
    b.clock.set(call.closes_on + 3 * DAY)
    for post in posts:
        choices = [Choice(p.applicant.id, p.state, p.reason) for p in proposals(call, post)]
        actions.decide(by=office, call=call.id, post=post, choices=choices)


def _seen(applicant: Applicant, requirement) -> tuple[str, str]:
    verdict, words = suggested(requirement, applicant)
    return (verdict, words) if verdict == "not_met" else ("met", "")


def _substitutes(b: Building, rng: random.Random, regions: list[str]) -> None:
    """Open today: some have applied, one is still writing."""
    call = open_call(b, "Pendamping pengganti", regions[:2], b.today - 6 * DAY, b.today + 8 * DAY)
    for n in range(3):
        apply_for(b, rng, call, regions[n % 2], on=b.today - (4 - n) * DAY)
    apply_for(b, rng, call, regions[0], on=b.today - DAY, send=False)
    office = b.persona("penyelenggara")
    actions.appoint_examiners(by=office, call=call.id, users=[b.users["kepala"], b.users["koordinator"]])
    b.clock.set(b.today)
