"""What a programme's stages ask, published as an edition that never changes; the next one follows it."""

import datetime
import re
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.ui.formats import day as written
from dampingi.records.mentoring.models import StageCompletion, Task
from dampingi.records.mentoring.tracks.rules import Rule
from dampingi.records.mentoring.tracks.vocabulary import KINDS, Condition, listed
from dampingi.records.programmes.models import Programme, Stage, StageEdition

MOST = 15
_CODE = re.compile(r"[a-z][a-z0-9_]{1,29}")


@transaction.atomic
def publish_stages(
    *,
    by: Actor,
    programme: Programme,
    rules: Sequence[Rule],
    note: str = "",
    today: datetime.date | None = None,
) -> StageEdition:
    """Publish what the programme's stages ask from now on. What was finished stays finished, by the rules of its day.

    A due day that has passed cannot be moved nor its stage dropped: mentors are measured by the days they were told.
    """
    by.require(Permission.MANAGE_INTAKE, region=programme.region, programme=programme.id)
    today = today or timezone.localdate()
    held = Programme.objects.select_for_update().get(id=programme.id)
    known = {s.code: s for s in Stage.objects.filter(programme=held)}
    _check_stages(held, rules, known, today)
    _check_conditions(held, rules)
    body = [rule.told() for rule in rules]
    latest = StageEdition.objects.filter(programme=held).first()
    if latest and latest.hash == digest(body):
        raise Conflict(_("Tidak ada yang berubah sejak edisi %(number)d.") % {"number": latest.number})
    made = StageEdition.objects.create(
        programme=held, number=latest.number + 1 if latest else 1, body=body, hash=digest(body),
        note=note.strip()[:300], by=by.user_id, by_name=by.name,
    )  # fmt: skip
    _keep(held, rules, known)
    record_event(
        by=by, action="publish_stages", subject=("stage_edition", made.id), region=held.region, programme=held.id,
        detail={"number": made.number, "stages": len(rules)}, values=[made.hash],
    )  # fmt: skip
    return made


def _keep(programme: Programme, rules: Sequence[Rule], known: dict[str, Stage]) -> None:
    """The stages themselves follow: new ones are added, those without a past that are gone are dropped."""
    for order, rule in enumerate(rules, 1):
        stage = known.pop(rule.code, None) or Stage(programme=programme, code=rule.code)
        stage.order, stage.name, stage.due_on = order, rule.name, rule.due_on
        stage.save()
    Stage.objects.filter(id__in=[s.id for s in known.values()]).delete()


def _check_stages(
    programme: Programme, rules: Sequence[Rule], known: dict[str, Stage], today: datetime.date
) -> None:
    if not 1 <= len(rules) <= MOST:
        raise Refused(_("Isi 1 sampai %(most)d tahap.") % {"most": MOST})
    codes = [rule.code for rule in rules]
    if len(set(codes)) < len(codes):
        raise Refused(_("Ada dua tahap dengan kode yang sama. Pakai kode yang berbeda."))
    for before, rule in zip([None, *rules], rules, strict=False):
        _check_stage(programme, rule, before, known.get(rule.code), today)
    for code in set(known) - set(codes):
        _check_dropped(known[code], today)


def _check_stage(
    programme: Programme, rule: Rule, before: Rule | None, known: Stage | None, today: datetime.date
) -> None:
    words = {"stage": rule.name or rule.code}
    if not _CODE.fullmatch(rule.code):
        raise Refused(
            _("Kode tahap %(code)s: pakai 2 sampai 30 huruf kecil, angka, atau garis bawah.")
            % {"code": rule.code or "–"}
        )
    if not rule.name.strip() or len(rule.name) > 120:
        raise Refused(_("Isi nama tahap %(code)s, paling panjang 120 huruf.") % {"code": rule.code})
    if known and known.due_on < today and rule.due_on != known.due_on:
        raise Refused(
            _(
                "Tenggat tahap %(stage)s (%(day)s) sudah lewat dan tidak dapat diubah: "
                "ketepatan waktu dinilai menurut tenggat yang diumumkan."
            )
            % {**words, "day": written(known.due_on)}
        )
    if known is None and rule.due_on < today:
        raise Refused(_("Tenggat tahap baru %(stage)s sudah lewat. Isi tanggal mulai hari ini.") % words)
    if not programme.starts_on <= rule.due_on <= programme.ends_on:
        raise Refused(_("Tenggat tahap %(stage)s di luar masa program. Perbaiki tanggalnya.") % words)
    if before and rule.due_on < before.due_on:
        raise Refused(
            _(
                "Tenggat tahap %(stage)s lebih awal daripada tahap sebelumnya. Perbaiki tanggal atau urutannya."
            )
            % words
        )


def _check_dropped(stage: Stage, today: datetime.date) -> None:
    if (
        stage.due_on < today
        or StageCompletion.objects.unscoped("whether anyone finished it").filter(stage=stage).exists()
    ):
        raise Refused(
            _("Tahap %(stage)s sudah dijalani peserta atau sudah lewat tenggatnya, jadi tidak dapat dihapus.")
            % {"stage": stage.name}
        )


def _check_conditions(programme: Programme, rules: Sequence[Rule]) -> None:
    tasks = {
        code: code
        for code in Task.objects.filter(programme=programme, region="").values_list("code", flat=True)
    }
    earlier: dict[str, str] = {}
    for rule in rules:
        unknown = set(rule.fields) - set(listed("field"))
        if unknown:
            raise Refused(_("Bidang %(code)s tidak dikenal.") % {"code": ", ".join(sorted(unknown))})
        if rule.fields and not rule.by_need:
            raise Refused(
                _("Tahap %(stage)s diperlukan semua peserta, jadi tidak memakai bidang. Kosongkan bidangnya.")
                % {"stage": rule.name}
            )
        for condition in (*rule.entry, *rule.exit):
            _check_condition(rule, condition, {"task": tasks, "stage": earlier})
        earlier[rule.code] = rule.name


def _check_condition(rule: Rule, condition: Condition, own: dict[str, dict[str, str]]) -> None:
    kind = KINDS.get(condition.kind)
    if kind is None:
        raise Refused(_("Syarat %(code)s tidak dikenal. Pilih dari daftar.") % {"code": condition.kind})
    words = {"stage": rule.name, "kind": kind.name, "most": kind.most}
    if not 1 <= condition.n <= kind.most:
        raise Refused(_("Tahap %(stage)s, syarat %(kind)s: isi jumlah 1 sampai %(most)d.") % words)
    if not condition.what:
        if kind.object_required:
            raise Refused(_("Tahap %(stage)s, syarat %(kind)s: pilih yang mana.") % words)
        return
    known = own.get(kind.objects) or listed(kind.objects) if kind.objects else {}
    if condition.what not in known:
        raise Refused(
            _(
                "Tahap %(stage)s, syarat %(kind)s: pilihan itu tidak cocok. Pilih yang sesuai, atau tahap sebelumnya."
            )
            % words
        )
