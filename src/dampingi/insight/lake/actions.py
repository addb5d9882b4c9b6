import datetime
import hashlib
from collections.abc import Mapping, Sequence

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.engines.lake import Manifest, Pseudonyms, Stored, edition_path, obsolete, publisher
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.jobs.actions import start
from dampingi.foundation.jobs.models import Job
from dampingi.foundation.regions.models import Region
from dampingi.insight.lake.editions import edition
from dampingi.insight.lake.keys import lake_key
from dampingi.insight.lake.layout import described, layout
from dampingi.insight.lake.models import LakeEdition
from dampingi.insight.lake.places import Own, own_places
from dampingi.insight.lake.stores import Store, store_at
from dampingi.insight.lake.writing import written

SCHEMA_FILE, EXTRACT_FILE = "schema.json", "extract.json"
"""Which of the two a folder is: a lake, for offices; an extract, for one who links. Never both."""


KIND = "publish_lake"


@transaction.atomic
def start_publishing(*, by: Actor, place: str) -> bool:
    """Asks the worker for it; False where that is waiting or being done already, whoever asked. Raises Denied, Refused."""
    by.require(Permission.PUBLISH_LAKE, region=place)
    if not settings.LAKE:
        raise Refused(_("Danau data belum dipasang. Minta pengelola sistem mengisi DAMPINGI_LAKE."))
    list(Region.objects.select_for_update().filter(code=place))  # of two who press at once the second waits
    params = {"to": settings.LAKE, "place": place}
    if _being_done(params):
        return False
    start(by=by, kind=KIND, params=params, url=reverse("lake"))
    return True


def _being_done(params: dict[str, str]) -> bool:
    """Its own, or the night's, which publishes every place."""
    open_now = Job.objects.filter(kind=KIND, state__in=(Job.State.WAITING, Job.State.RUNNING))
    return any(held in (params, {"to": settings.LAKE}) for held in open_now.values_list("params", flat=True))


def publish_lake(
    *,
    by: Actor,
    to: str,
    place: str = "",
    whole: bool = False,
) -> list[LakeEdition]:
    """The facts as they are now, into files at `to`; of all the office's places, or of one. Each place's edition is replaced last.

    Only what changed since the place's last edition there is written, unless `whole`. Raises Denied, Refused, Conflict.
    """
    by.require(Permission.PUBLISH_LAKE, region=place)
    own, key, store, at = own_places(), lake_key(), store_at(to), timezone.now()
    if place and not own.holds(place):
        raise Refused(
            _("Wilayah %(place)s bukan bagian kantor ini. Yang dapat diterbitkan: %(own)s dan wilayah di bawahnya.")
            % {"place": place, "own": ", ".join(own.prefixes) or own.home}
        )  # fmt: skip
    if store.read(EXTRACT_FILE) is not None:
        raise Refused(_("Di sana ada ekstrak untuk penautan. Terbitkan danau data ke folder lain."))
    previous = previous_of(store, own, place, publisher(key))
    store.replace(SCHEMA_FILE, described())
    found = written(store, own=own, place=place, previous=previous, pseudonyms=Pseudonyms(key), whole=whole)
    places = sorted({*found.files, *previous, *([place or own.home] if not found.files else [])})
    columns = {name: tuple(table.columns) for name, table in layout().items()}
    return [
        finish(
            by=by, store=store, at=at, previous=previous.get(each), place=each, ours=publisher(key), columns=columns,
            files=found.files[each], rows=found.rows,
        )
        for each in places
    ]  # fmt: skip


def previous_of(store: Store, own: Own, place: str, ours: str) -> dict[str, Manifest]:
    """Editions that stand at places of this office. Raises Refused where another office's does."""
    names = (
        [place] if place else [n.removesuffix(".json") for n in store.names("cities") if n.endswith(".json")]
    )
    found = {name: read for name in names if own.holds(name) and (read := edition(store, name))}
    for name, each in found.items():
        if each.publisher != ours:
            raise Refused(
                _(
                    "Di sana sudah ada edisi %(place)s dari kantor lain atau dengan kunci lain. Pilih tempat lain, atau hapus dahulu %(path)s bila "
                    "edisi itu memang milik kantor ini dan kuncinya hilang."
                )
                % {"place": name, "path": edition_path(name)}
            )
    return found


def finish(
    *,
    by: Actor,
    store: Store,
    at: datetime.datetime,
    previous: Manifest | None,
    place: str,
    ours: str,
    columns: Mapping[str, tuple[str, ...]],
    files: Mapping[str, Sequence[Stored]],
    rows: int,
    action: str = "publish_lake",
) -> LakeEdition:
    """Replaces the place's edition by one of these files; removes what two editions no longer list. Raises Conflict."""
    new = Manifest(
        place, ours, _number(store, place, previous), at.astimezone(datetime.UTC).isoformat(timespec="seconds"),
        columns, {name: tuple(files.get(name, ())) for name in columns},
    )  # fmt: skip
    kept, gone = obsolete(previous, new)
    new = Manifest(**(vars(new) | {"before": kept}))
    made = _replace(by, store, new, at, rows, action)
    for path in gone:
        store.remove(path)
    return made


def _number(store: Store, place: str, previous: Manifest | None) -> int:
    """Also after a folder was emptied editions are counted on."""
    ours = LakeEdition.objects.filter(target=store.url[:300], place=place).order_by("-seq").first()
    return max(previous.seq if previous else 0, ours.seq if ours else 0) + 1


@transaction.atomic
def _replace(
    by: Actor, store: Store, new: Manifest, at: datetime.datetime, rows: int, action: str
) -> LakeEdition:
    """The row first: of two at once the second is refused before it touches the edition."""
    body = new.written()
    region = "" if new.place == "00" else new.place
    try:
        with transaction.atomic():
            made = LakeEdition.objects.create(
                target=store.url[:300], place=new.place, region=region, seq=new.seq, at=at, by=by.label, rows=new.rows,
                bytes=new.size, written=rows, sha256=hashlib.sha256(body).hexdigest(),
            )  # fmt: skip
    except IntegrityError:
        raise Conflict(
            _("Penerbitan lain baru saja selesai untuk wilayah %(place)s. Jalankan lagi bila perlu.")
            % {"place": new.place}
        ) from None
    record_event(
        by=by, action=action, subject=("lake_edition", made.id), region=region,
        detail={"seq": made.seq, "rows": made.rows, "written": made.written, "content": made.sha256},
    )  # fmt: skip
    store.replace(edition_path(new.place), body)
    return made
