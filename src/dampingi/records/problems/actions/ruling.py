"""A line of the authority matrix is put otherwise for a place, with the rule it rests on and why."""

from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.regions.queries import name_of
from dampingi.records.problems.actions.course import written
from dampingi.records.problems.authority import matters, ruled_by
from dampingi.records.problems.models import Level, Ruling


@transaction.atomic
def rule(*, by: Actor, matter: str, level: str, source: str, reason: str, seen: int) -> Ruling:
    """Holds for what is noted from now on in the actor's place and below. `seen` is the last ruling the form knew of."""
    where = ruled_by(by)
    if where is None:
        raise Denied(_("Matriks kewenangan diubah oleh kabupaten/kota atau provinsi untuk wilayahnya."))
    line = matters(where).get(matter)
    if line is None or level not in Level.values:
        raise Refused(_("Pilih urusannya dari matriks kewenangan."), status=404 if line is None else 422)
    if line.get("of") == where:
        raise Refused(
            _(
                "Baris ini tambahan %(place)s sendiri. Hentikan pemakaiannya di daftar urusan, lalu tambahkan yang baru."
            )
            % {"place": name_of(where)}
        )
    told = written(source, _("Tulis aturan yang menjadi dasarnya."), 200)
    why = written(reason, _("Tulis alasan mengubahnya."), 300)
    if (level, told) == (line["level"], line["source"]):
        raise Refused(_("Kewenangan dan dasarnya tetap sama. Ubah salah satunya."))
    values = {"level": level, "source": told, "reason": why, "by": by.user_id, "by_name": by.name}
    made, new = Ruling.objects.get_or_create(region=where, matter=matter, number=seen + 1, defaults=values)
    if not new:
        raise Conflict(_("Orang lain baru saja mengubah urusan ini. Muat ulang, lalu ubah lagi."))
    record_event(
        by=by, action="rule_on_authority", subject=("authority_ruling", made.id), region=where, reason=why,
        detail={"matter": matter, "level": level},
    )  # fmt: skip
    return made
