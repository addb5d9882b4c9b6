import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.canonical import digest
from dampingi.foundation.definitions import source_names
from dampingi.foundation.errors import Conflict, Refused
from dampingi.records.aspirations.actions.recording import held, record
from dampingi.records.aspirations.models import Aspiration, ThemeEdition
from dampingi.records.aspirations.queries import themes as queries
from dampingi.records.aspirations.themes import MOST, coded, shipped


@transaction.atomic
def publish_themes(
    *, by: Actor, region: str, rows: Sequence[Mapping[str, Any]], base: int, reason: str
) -> ThemeEdition:
    """The next edition, made from edition `base` (0: the shipped one)."""
    by.require(Permission.MANAGE_REFERENCE_DATA, region=region)
    last = queries.edition_of(region)
    newer = Conflict(
        _("Orang lain sudah menerbitkan edisi baru. Muat ulang halaman, lalu ulangi perubahan Anda.")
    )
    if base != (last.number if last else 0):
        raise newer
    if not reason.strip():
        raise Refused(_("Tulis apa yang berubah dan mengapa."))
    told = coded(rows, queries.codes_used(region) | {row["code"] for row in shipped()})
    _check(told)
    if told == (last.rows if last else shipped()):
        raise Refused(_("Tidak ada yang berubah, jadi tidak ada edisi baru."))
    made = ThemeEdition(
        region=region, number=base + 1, rows=told, reason=reason.strip()[:300], hash=digest(told), by=by.user_id, by_name=by.name
    )  # fmt: skip
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise newer from None
    record_event(
        by=by, action="publish_aspiration_themes", subject=("aspiration_themes", made.id), region=region,
        reason=made.reason, detail={"number": made.number, "rows": len(told), "content": made.hash},
    )  # fmt: skip
    return made


def _check(rows: Sequence[Mapping[str, Any]]) -> None:
    if not rows:
        raise Refused(_("Tulis sedikitnya satu tema."))
    if len(rows) > MOST:
        raise Refused(_("Tulis paling banyak %(most)d tema.") % {"most": MOST})
    if len({row["code"] for row in rows}) < len(rows):
        raise Refused(_("Ada baris yang terkirim dua kali. Muat ulang halaman, lalu ulangi perubahan Anda."))
    if len({row["name"].casefold() for row in rows}) < len(rows):
        raise Refused(_("Dua tema bernama sama. Beri nama yang berbeda, atau hapus salah satunya."))
    for row in rows:
        if not 2 <= len(row["name"]) <= 80 or row["field"] not in source_names("constraint_fields"):
            raise Refused(_("Setiap tema memerlukan nama dan bidang."))


@transaction.atomic
def theme_aspirations(*, by: Actor, themes: Mapping[uuid.UUID, str]) -> int:
    """A person says what each is about; the theme's field goes with it. Returns how many changed."""
    changed = 0
    for id in sorted(themes):
        row = held(by, id)
        changed += _set(by, row, themes[id])
    return changed


def _set(by: Actor, row: Aspiration, theme: str) -> bool:
    known = {each["code"]: each for each in queries.themes_of(row.programme.region)}
    if theme not in known:
        raise Refused(_("Pilih temanya dari daftar."))
    if row.theme == theme:
        return False
    row.theme, row.field = theme, known[theme]["field"]
    row.save(update_fields=["theme", "field"])
    record(by, "theme_aspiration", row, detail={"theme": theme})
    return True
