"""What happened to the record and to the business itself: registered, changed, moved, closed, passed on, verified."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dampingi.capture.imports.models import Import, ImportedRow
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.definitions import choices
from dampingi.foundation.revisions.models import Revision
from dampingi.foundation.ui.states import State
from dampingi.pages.profiles.events.story import Event, Story
from dampingi.records.businesses.histories import ACTS, door

METHODS = {"visit": lazy("kunjungan"), "call": lazy("telepon"), "document": lazy("dokumen")}
ICONS = {
    "edit": "edit",
    "undo": "undo",
    "move": "visit",
    "change_owner": "pair",
    "archive": "download",
    "restore": "up",
    "merge": "pair",
    "unmerge": "pair",
}
OF_DATA = {"edit", "undo"}
SHOWN_CHANGES = 4


def registered(story: Story) -> Iterator[Event]:
    b = story.business
    who = f"{story.people[b.origin.by]} · {door(b.origin)}"
    came = _imports(story, [b.origin_id])
    file = came.get(b.origin_id)
    text = _("Dari lembar %(name)s") % {"name": file.name} if file else ""
    href = reverse("import", args=[file.id]) if file else ""
    yield Event(
        "data", story.day(b.created_at), _("Usaha dicatat"), "store", text, who, href, moment=b.created_at
    )


def changes(story: Story) -> Iterator[Event]:
    came = _imports(story, [r.origin_id for r in story.revisions if r.origin_id])
    for revision in story.revisions:
        file = came.get(revision.origin_id)
        yield Event(
            "data" if revision.act in OF_DATA else "hidup",
            revision.on or story.day(revision.at),
            _title(story, revision),
            ICONS.get(revision.act, "edit"),
            _text(story, revision),
            f"{story.people[revision.by]} · {door(revision.origin)}",
            reverse("import", args=[file.id]) if file else _history(story, revision),
            moment=revision.at,
        )


def _title(story: Story, revision: Revision) -> str:
    if revision.act == "move" and "region" in revision.changes:
        place = story.words.place(revision.changes["region"][1]).partition(",")[0]
        return _("Pindah ke %(place)s") % {"place": place}
    if revision.act == "change_owner":
        return _("Berganti pemilik: %(name)s") % {
            "name": story.words.say("owner_id", revision.changes["owner_id"][1])
        }
    return str(ACTS.get(revision.act, ACTS["edit"]))


def _text(story: Story, revision: Revision) -> str:
    lines = [] if revision.act in ("archive", "restore") else story.words.changes(revision)
    told = [f"{line['label']}: {line['old']} → {line['new']}" for line in lines[:SHOWN_CHANGES]]
    if len(lines) > SHOWN_CHANGES:
        told.append(_("dan %(n)d lainnya") % {"n": len(lines) - SHOWN_CHANGES})
    return ". ".join(part for part in (revision.reason.rstrip("."), "; ".join(told)) if part)


def _history(story: Story, revision: Revision) -> str:
    here = reverse("business_history", args=[story.business.id])
    shown = [line["field"] for line in story.words.changes(revision)]
    return f"{here}?kolom={shown[0]}" if len(shown) == 1 else here


def _imports(story: Story, origins: list) -> dict:
    """The sheets behind these origins that the reader may open."""
    if not story.actor.holds(Permission.IMPORT_SHEETS):
        return {}
    rows = Import.objects.for_actor(story.actor, Permission.IMPORT_SHEETS).filter(origin__in=origins)
    return {row.origin_id: row for row in rows}


def lists(story: Story) -> Iterator[Event]:
    """Where an office asked for it: that a newer edition of a list no longer names the business."""
    gone = ImportedRow.objects.filter(subject_id=story.business.id, outcome=ImportedRow.Outcome.GONE)
    marked = gone.filter(made_by__undone_at=None, made_by__choices__gone__in=("tandai", "verifikasi"))
    for row in marked.exclude(made_by__committed_at=None).select_related("made_by"):
        title, moment = _("Tidak ada lagi di daftar baru"), row.made_by.committed_at
        may_open = story.actor.may(Permission.IMPORT_SHEETS, region=row.made_by.region)
        href = reverse("import", args=[row.made_by_id]) if may_open else ""
        yield Event("data", story.day(moment), title, "import", row.made_by.name, "", href, moment=moment)


def closures(story: Story) -> Iterator[Event]:
    reasons = choices("closures")
    for each in story.closures:
        title = _("Tutup: %(reason)s") % {"reason": reasons.get(each.reason, each.reason)}
        who = story.people[each.by]
        yield Event(
            "hidup", each.closed_on, title, "close", each.note, who, state=State.LATE, state_label=_("Tutup"),
            moment=each.at,
        )  # fmt: skip
        if each.reopened_on:
            who = story.people[each.reopened_by]
            yield Event(
                "hidup", each.reopened_on, _("Buka kembali"), "up", each.reopened_note, who, state=State.GOOD,
                state_label=_("Berjalan"), moment=each.reopened_at,
            )  # fmt: skip


def requests(story: Story) -> Iterator[Event]:
    for each in story.business.look_requests.all():
        title = _("Dinas meminta verifikasi")
        state = _("Ditarik kembali") if each.withdrawn_at else ""
        yield Event(
            "verifikasi", story.day(each.at), title, "help", each.note, each.by_name, state=State.NONE if state else "",
            state_label=state, moment=each.at,
        )  # fmt: skip


def checks(story: Story) -> Iterator[Event]:
    for check in story.business.verifications.all():
        method = METHODS.get(check.method, check.method)
        title = _("%(outcome)s, dilihat lewat %(method)s") % {
            "outcome": check.get_outcome_display(),
            "method": method,
        }
        photo = reverse("verification_photo", args=[check.id]) if check.photo else ""
        yield Event(
            "verifikasi",
            story.day(check.at),
            title,
            "shield",
            check.note,
            check.by_name,
            photo,
            moment=check.at,
        )
        if check.settled_at:
            title, on = _("Perbedaan diselesaikan"), story.day(check.settled_at)
            yield Event("verifikasi", on, title, "check", check.settlement, moment=check.settled_at)
