import datetime
import uuid
from collections import Counter

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.foundation.regions.codes import contains
from dampingi.records.handovers.intake import Asked
from dampingi.records.handovers.matching import matched
from dampingi.records.handovers.models import Handover, HandoverLine
from dampingi.records.programmes.actions import assign_caseloads
from dampingi.records.programmes.models import Caseload, Mentor, Programme
from dampingi.records.programmes.queries import latest_caseloads, require_open
from dampingi.records.programmes.rosters import Roster, today_in

RECEIVED = gettext_noop(
    "%(count)s peserta diserahkan kepada Anda mulai %(on)s. Baca catatan serah terimanya."
)
GIVEN = gettext_noop("%(count)s peserta Anda diserahkan kepada pendamping lain mulai %(on)s.")


@transaction.atomic
def hand_over(*, by: Actor, programme: Programme, asked: Asked) -> Handover:
    """Hand participants over from one day on, all or none; asked again with the same id it is done once."""
    before = _asked_before(by, asked)
    if before:
        return before
    roster = Roster(asked.enrolments, asked.receivers)
    roster.require_reach(by, Permission.MANAGE_MENTORS)
    _check(programme, asked, roster)
    shares = _shares(asked, roster)
    earlier = latest_caseloads(list(shares))
    notes = {e: n.strip() for e, n in asked.notes.items() if n.strip()}
    pairs = [(m, roster.enrolment(e)) for e, m in shares.items()]
    made = assign_caseloads(by=by, pairs=pairs, on=asked.on, note=asked.note.strip(), notes=notes)
    found = _record(by, programme, asked, made, earlier)
    _tell(by, found, made, earlier)
    return found


def _asked_before(by: Actor, asked: Asked) -> Handover | None:
    found = Handover.objects.unscoped("asked again by its own id").filter(id=asked.id).first()
    if found and (found.by != by.user_id or found.digest != asked.digest()):
        raise Conflict(
            _("Serah terima ini sudah tersimpan dengan isi lain. Muat ulang halaman, lalu periksa.")
        )
    return found


def _check(programme: Programme, asked: Asked, roster: Roster) -> None:
    if not asked.enrolments:
        raise Refused(_("Tidak ada peserta yang dipilih. Centang peserta di daftar."))
    if not asked.receivers:
        raise Refused(_("Pilih pendamping yang menerima."))
    if any(
        row.programme_id != programme.id for row in (*roster.enrolments.values(), *roster.mentors.values())
    ):
        raise Refused(_("Ada peserta atau pendamping dari program lain. Pilih dari satu program saja."))
    if asked.on > today_in(programme.region):
        raise Refused(_("Tanggal itu belum tiba. Serah terima dicatat pada harinya atau sesudahnya."))
    require_open(programme, asked.on)


def _shares(asked: Asked, roster: Roster) -> dict[uuid.UUID, Mentor]:
    """Who goes to whom; whoever stays with their mentor is no handover."""
    enrolments = [roster.enrolment(id) for id in dict.fromkeys(asked.enrolments)]
    mentors = [roster.mentor(id) for id in dict.fromkeys(asked.receivers)]
    found = matched(enrolments, mentors, asked.way)
    _check_left({e.id: e.person.name for e in enrolments}, found.left)
    if asked.seen and asked.seen != found.digest():
        raise Conflict(
            _("Pembagiannya berubah sejak Anda lihat. Periksa pembagian yang baru, lalu serahkan.")
        )
    moving = {id: m.mentor for id, m in found.of.items() if not m.stays}
    if not moving:
        raise Conflict(
            _("Semua peserta ini paling tepat tetap pada pendampingnya. Tidak ada yang diserahkan.")
        )
    return moving


def _check_left(names: dict[uuid.UUID, str], left: dict[uuid.UUID, str]) -> None:
    for why in ("woman", "region"):
        found = [names[id] for id, said in left.items() if said == why]
        if found:
            raise Refused(_left_words(why, len(found)) % {"count": len(found), "name": found[0]})


def _left_words(why: str, count: int) -> str:
    if why == "woman":
        return ngettext(
            "%(count)s peserta (%(name)s) meminta pendamping perempuan, dan yang dipilih tidak ada yang perempuan di wilayahnya. Tambahkan seorang, atau keluarkan dari pilihan.",
            "%(count)s peserta (%(name)s dan lainnya) meminta pendamping perempuan, dan yang dipilih tidak ada yang perempuan di wilayahnya. Tambahkan seorang, atau keluarkan dari pilihan.",
            count,
        )
    return ngettext(
        "%(count)s peserta (%(name)s) berada di luar wilayah pendamping yang dipilih. Tambahkan pendamping wilayah itu, atau keluarkan dari pilihan.",
        "%(count)s peserta (%(name)s dan lainnya) berada di luar wilayah pendamping yang dipilih. Tambahkan pendamping wilayah itu, atau keluarkan dari pilihan.",
        count,
    )


def _record(
    by: Actor, programme: Programme, asked: Asked, made: list[Caseload], earlier: dict[uuid.UUID, Caseload]
) -> Handover:
    found = Handover.objects.create(
        id=asked.id, programme=programme, region=_common([c.enrolment.region for c in made]), on=asked.on,
        why=asked.why, note=asked.note.strip(), by=by.user_id, by_name=by.name, digest=asked.digest(),
    )  # fmt: skip
    HandoverLine.objects.bulk_create(
        (_line(found, c, earlier.get(c.enrolment_id)) for c in made), batch_size=500
    )
    record_event(
        by=by, action="hand_over", subject=("handover", found.id), region=found.region, programme=programme.id,
        reason=str(found.get_why_display()), detail={"rows": len(made), "on": asked.on.isoformat()},
        values=[(str(c.enrolment_id), str(c.mentor_id), c.note) for c in made],
    )  # fmt: skip
    return found


def _line(handover: Handover, after: Caseload, before: Caseload | None) -> HandoverLine:
    return HandoverLine(
        handover=handover, region=after.enrolment.region, enrolment=after.enrolment,
        giver=before.mentor if before else None, receiver=after.mentor, note=after.note, before=before,
        before_ends_on=before.ends_on if before else None, after=after,
    )  # fmt: skip


def _common(regions: list[str]) -> str:
    """The smallest region that holds them all."""
    common = regions[0]
    while not all(contains(common, r) for r in regions):
        common = common.rpartition(".")[0]
    return common


def _tell(by: Actor, handover: Handover, made: list[Caseload], earlier: dict[uuid.UUID, Caseload]) -> None:
    """Each receiver how many they got; each giver who is still on duty how many they gave."""
    got = Counter(c.mentor.user_id for c in made)
    gave = Counter(
        earlier[c.enrolment_id].mentor.user_id
        for c in made
        if c.enrolment_id in earlier and earlier[c.enrolment_id].mentor.ended_on is None
    )
    for counted, text in ((got, RECEIVED), (gave, GIVEN)):
        for user, count in counted.items():
            if user != by.user_id:
                _notify(handover, user, text, count, handover.on)


def _notify(handover: Handover, user: uuid.UUID, text: str, count: int, on: datetime.date) -> None:
    values = {"count": count, "on": on.isoformat()}
    notify(users=[user], text=text, values=values, url=reverse("handover", args=[handover.id]))


@transaction.atomic
def write_note(*, by: Actor, line: uuid.UUID, note: str) -> HandoverLine:
    """What the next mentor should know of one participant: by whoever gave the participant, or the office."""
    found = (
        HandoverLine.objects.unscoped("checked below")
        .select_for_update(of=("self",))
        .select_related("giver", "after", "handover")
        .filter(id=line)
        .first()
    )
    if found is None:
        raise Refused(_("Serah terima itu tidak ada, atau di luar wilayah Anda."), status=404)
    own = found.giver is not None and found.giver.user_id == by.user_id and by.user_id is not None
    if not own and not by.may(Permission.MANAGE_MENTORS, region=found.region):
        raise Denied(_("Catatan ini ditulis oleh pendamping sebelumnya atau penyelenggara."))
    if found.restored_at:
        raise Conflict(_("Serah terima peserta ini sudah dibatalkan."))
    found.note = note.strip()
    found.save(update_fields=["note"])
    if found.after:
        found.after.note = found.note
        found.after.save(update_fields=["note"])
    record_event(
        by=by, action="write_handover_note", subject=("handover", found.handover_id), region=found.region,
        programme=found.handover.programme_id, values=[(str(found.enrolment_id), found.note)],
    )  # fmt: skip
    return found
