import uuid
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.rows import new_id
from dampingi.records.learning.handouts import fields_of, files_of, require_room
from dampingi.records.learning.intake import ModulePlan
from dampingi.records.learning.models import Curriculum, Material, Module, Subject, Training
from dampingi.records.learning.papers import delete_files
from dampingi.records.programmes.models import Programme

MOST_MODULES = 40
LONGEST = 24 * 60


@transaction.atomic
def set_up_curriculum(*, by: Actor, programme: Programme, title: str, least_share: int = 80) -> Curriculum:
    by.require(Permission.MANAGE_INTAKE, region=programme.region, programme=programme.id)
    named = _check(programme, title, least_share)
    made = Curriculum.objects.create(programme=programme, title=named, least_share=least_share)
    _event(by, "set_up_curriculum", made)
    return made


@transaction.atomic
def edit_curriculum(*, by: Actor, curriculum: uuid.UUID, title: str, least_share: int) -> Curriculum:
    found = lock_curriculum(by, curriculum)
    found.title = _check(found.programme, title, least_share, but=found.id)
    found.least_share = least_share
    found.save(update_fields=["title", "least_share"])
    _event(by, "edit_curriculum", found, detail={"least_share": least_share})
    return found


@transaction.atomic
def write_module(
    *, by: Actor, curriculum: uuid.UUID, plan: ModulePlan, module: uuid.UUID | None = None
) -> Module:
    """A new module, or another wording, length or place of one; the others make room."""
    found = lock_curriculum(by, curriculum)
    others = list(found.modules.exclude(id=module))
    mine = _module(found, module) if module else Module(curriculum=found)
    _check_plan(plan, others)
    mine.subject, mine.title, mine.outcome = plan.subject, plan.title.strip(), plan.outcome.strip()
    mine.minutes = plan.minutes
    at = min(plan.order, len(others) + 1) if plan.order > 0 else len(others) + 1
    others.insert(at - 1, mine)
    for number, each in enumerate(others, 1):
        each.order = number
        each.save()
    Training.objects.unscoped("of a module in hand").filter(module=mine).update(subject=mine.subject)
    _event(by, "write_module", found, values=[(str(mine.id), mine.title, mine.outcome, mine.minutes)])
    return mine


@transaction.atomic
def drop_module(*, by: Actor, module: uuid.UUID) -> None:
    """Only one of which no training was planned or held."""
    found = Module.objects.filter(id=module).first()
    curriculum = lock_curriculum(by, found.curriculum_id if found else None)
    mine = _module(curriculum, module)
    if Training.objects.unscoped("whether it is used").filter(module=mine).exists():
        raise Conflict(
            _("Modul ini sudah dipakai pelatihan. Ubah isinya, atau lepaskan pelatihannya dahulu.")
        )
    files = [f for m in mine.materials.all() for f in (m.original, m.shown) if f]
    mine.delete()
    for number, each in enumerate(curriculum.modules.all(), 1):
        Module.objects.filter(id=each.id).update(order=number)
    _event(by, "drop_module", curriculum, values=[str(module)])
    transaction.on_commit(lambda: delete_files(files))


def add_material(*, by: Actor, module: uuid.UUID, title: str, raw: bytes = b"", link: str = "") -> Material:
    """A PDF, an image or an address; readable by whoever is invited to a training of the module."""
    return _kept(by, module, fields_of(title, raw, link))


@transaction.atomic
def _kept(by: Actor, module: uuid.UUID, fields: dict[str, Any]) -> Material:
    found = Module.objects.filter(id=module).first()
    curriculum = lock_curriculum(by, found.curriculum_id if found else None)
    mine = _module(curriculum, module)
    require_room(mine.materials.count())
    made = Material(id=new_id(), module=mine, by_name=by.name, **fields)
    made.save(force_insert=True)
    _event(by, "add_material", curriculum, values=[str(made.id), made.title])
    return made


@transaction.atomic
def drop_material(*, by: Actor, material: uuid.UUID) -> Module:
    row = Material.objects.filter(id=material).select_related("module").first()
    curriculum = lock_curriculum(by, row.module.curriculum_id if row else None)
    found = Material.objects.filter(id=material).select_related("module").first()
    if found is None:
        raise Refused(_("Bahan itu tidak ada lagi."), status=404)
    files = files_of(found)
    module = found.module
    found.delete()
    _event(by, "drop_material", curriculum, values=[str(material)])
    transaction.on_commit(lambda: delete_files(files))
    return module


def _check(programme: Programme, title: str, least_share: int, but: uuid.UUID | None = None) -> str:
    named = title.strip()
    if not named or len(named) > 150:
        raise Refused(_("Isi nama kurikulum, paling panjang 150 huruf."))
    if not 1 <= least_share <= 100:
        raise Refused(_("Syarat sertifikat diisi antara 1 dan 100 persen."))
    if Curriculum.objects.filter(programme=programme, title=named).exclude(id=but).exists():
        raise Conflict(_("Program ini sudah memiliki kurikulum bernama itu. Pilih nama lain."))
    return named


def _check_plan(plan: ModulePlan, others: list[Module]) -> None:
    if plan.subject not in Subject.values:
        raise Refused(
            _("Bidang pelatihan %(subject)s tidak dikenal. Pilih dari daftar.") % {"subject": plan.subject}
        )
    if not plan.title.strip() or not plan.outcome.strip():
        raise Refused(_("Isi judul modul dan apa yang dapat dilakukan peserta sesudahnya."))
    if len(plan.title.strip()) > 150 or len(plan.outcome.strip()) > 300:
        raise Refused(_("Judul paling panjang 150 huruf, hasilnya 300 huruf. Ringkaskan."))
    if not 1 <= plan.minutes <= LONGEST:
        raise Refused(_("Lama modul diisi dalam menit, paling lama sehari."))
    if plan.title.strip() in {m.title for m in others}:
        raise Conflict(_("Kurikulum ini sudah memiliki modul berjudul itu. Pilih judul lain."))
    if len(others) >= MOST_MODULES:
        raise Refused(_("Kurikulum paling banyak %(most)d modul.") % {"most": MOST_MODULES})


def lock_curriculum(by: Actor, id: uuid.UUID | None) -> Curriculum:
    found = Curriculum.objects.select_for_update(of=("self",), no_key=True).select_related("programme").filter(id=id).first()  # fmt: skip
    if found is None or not by.may(
        Permission.MANAGE_INTAKE, region=found.programme.region, programme=found.programme_id
    ):
        raise Refused(_("Kurikulum itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def _module(curriculum: Curriculum, id: uuid.UUID) -> Module:
    found = curriculum.modules.filter(id=id).first()
    if found is None:
        raise Refused(_("Modul itu tidak ada."), status=404)
    return found


def _event(by: Actor, action: str, curriculum: Curriculum, **more: Any) -> None:
    programme = curriculum.programme
    record_event(
        by=by, action=action, subject=("curriculum", curriculum.id), region=programme.region, programme=programme.id,
        **more,
    )  # fmt: skip
