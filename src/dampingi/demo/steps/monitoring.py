"""The city asks its kecamatan about the quarter before: one was accepted, one returned, one waits, one is written, the others are late."""

import datetime

from dampingi.demo.building import Building
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.approvals.actions import settle
from dampingi.foundation.regions.codes import depth
from dampingi.insight.rounds import actions
from dampingi.insight.rounds.models import Entry, Kind
from dampingi.insight.rounds.periods import offered
from dampingi.insight.rounds.queries import reporters
from dampingi.records.programmes.rosters import today_in

ASKED = ("verified_share", "visits_per_participant", "pass_rate", "constraints_resolved")
OTHERS = "Usaha mikro yang ikut bazar | usaha\nKios sentra yang terisi | kios terisi / seluruh kios"
NOTE = "Angka dari aplikasi sudah terisi. Lengkapi dua pertanyaan terakhir dari catatan kecamatan."
REMARKS = "Kecamatan yang belum melapor dihubungi sebelum rapat evaluasi triwulan."
BAZAARS, STALLS = (14, 9, 22, 17), ((18, 24), (11, 20), (27, 30), (8, 16))


def ask(b: Building) -> None:
    by, city = b.persona("penyelenggara"), b.programme.region
    today = today_in(city)
    held = actions.open_round(
        by=by, region=city, period=offered(Kind.QUARTERLY, today)[1].code, indicators=ASKED, asked=OTHERS,
        due_on=today + datetime.timedelta(days=14), note=NOTE,
    )  # fmt: skip
    rows = Entry.objects.unscoped("the round just opened").filter(round=held).order_by("region")
    for n, (entry, who) in enumerate([(e, w) for e in rows if (w := _reporter(b, e.region))][:4]):
        _answer(by, who, entry, n)
    made = actions.draw_up_minutes(by=by, round=held.id, remarks=REMARKS)
    head = b.persona("kepala")
    settle(by=head, subject=("round_minutes", made.id), decision="approve")


def _answer(by: Actor, who: Actor, entry: Entry, n: int) -> None:
    stalls = {"m2": {"missing": "awaited", "remark": "Pengelola sentra belum mengirim daftar kios."}} if n == 2 else {"m2": dict(zip(("top", "bottom"), map(str, STALLS[n]), strict=True))}  # fmt: skip
    answers = {code: {"missing": "nothing_due", "remark": ""} for code in ASKED} | {"m1": {"number": str(BAZAARS[n])}} | stalls  # fmt: skip
    saved = actions.save_entry(by=who, entry=entry.id, answers=answers, seen=0)
    if n == 3:
        return
    made = actions.submit_entry(by=who, entry=entry.id, seen=saved.revision)
    if n < 2:
        comment = "" if n == 0 else "Jumlah kios berbeda dari laporan sentra; periksa sekali lagi."
        actions.check_entry(by=by, entry=entry.id, edition=made.number, accepted=n == 0, comment=comment)


def _reporter(b: Building, region: str) -> Actor | None:
    own = set(reporters(region, on=b.today))
    user = next((m.user for m in b.mentors if depth(m.region) == 3 and m.user_id in own), None)
    return b.acting(user) if user else None
