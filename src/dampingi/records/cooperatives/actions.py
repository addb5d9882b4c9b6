import re
import uuid
from dataclasses import asdict

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.definitions import source_names
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.regions.codes import ancestor, depth
from dampingi.foundation.regions.queries import exists
from dampingi.foundation.revisions.actions import change
from dampingi.records.cooperatives.intake import BookYearIntake, CooperativeIntake
from dampingi.records.cooperatives.models import SAVINGS_LOAN, Answer, BookYear, Cooperative
from dampingi.records.cooperatives.queries import cooperative_of, managed

FIRST_YEAR = 1950
MOST = 10**15
"""A quadrillion rupiah: more is a typing mistake."""


@transaction.atomic
def register_cooperative(*, by: Actor, told: CooperativeIntake, id: uuid.UUID | None = None) -> Cooperative:
    """Note a cooperative. The same `id` sent twice is one."""
    by.require(Permission.MANAGE_COOPERATIVES, region=told.region)
    held = Cooperative.objects.unscoped("sent twice").filter(id=id).first() if id else None
    if held:
        return held
    values = checked(told)
    made = Cooperative(**values, **({"id": id} if id else {}))
    numbered(lambda: made.save(force_insert=True))
    record_event(
        by=by,
        action="register_cooperative",
        subject=("cooperative", made.id),
        region=made.region,
        values=[made.name],
    )
    return made


@transaction.atomic
def correct_cooperative(
    *, by: Actor, cooperative: uuid.UUID, told: CooperativeIntake, reason: str = ""
) -> Cooperative:
    """Change what is noted; old and new are kept."""
    found = cooperative_of(managed(by).select_for_update(of=("self",)), cooperative)
    by.require(Permission.MANAGE_COOPERATIVES, region=told.region)
    values = checked(told)
    changed: dict = {}
    numbered(
        lambda: changed.update(change(by=by, record=found, kind="cooperative", values=values, reason=reason))
    )
    if changed:
        record_event(
            by=by, action="correct_cooperative", subject=("cooperative", found.id), region=found.region, reason=reason,
            detail={"fields": sorted(changed)},
        )  # fmt: skip
    return found


def numbered(write) -> None:
    """Write it; a number that another cooperative holds is refused."""
    try:
        with transaction.atomic():
            write()
    except IntegrityError:
        raise Conflict(
            _("Nomor Induk Koperasi itu sudah tercatat pada koperasi lain. Periksa nomornya.")
        ) from None


def checked(told: CooperativeIntake) -> dict:
    """The columns' values, or a refusal that says the cure."""
    values = asdict(told) | {
        "name": told.name.strip(),
        "registration": re.sub(r"[\s.\-]", "", told.registration),
    }
    wrong = [
        (not values["name"], _("Isi nama koperasi.")),
        (told.kind not in source_names("cooperative_kinds"), _("Pilih jenis koperasi dari daftar.")),
        (bool(values["registration"]) and not re.fullmatch(r"\d{5,20}", values["registration"]), _("Nomor Induk Koperasi hanya angka, 5 sampai 20.")),
        (not (3 <= depth(told.region) <= 4 and exists(told.region)), _("Pilih kelurahan atau kecamatan tempat kantornya.")),
        (bool(told.members_area) and told.members_area not in _areas(told.region), _("Wilayah keanggotaan meliputi tempat kantornya: kota, provinsi, atau lebih luas.")),
        (told.kind == SAVINGS_LOAN and told.shop_unit, _("Koperasi simpan pinjam tidak boleh mempunyai unit toko. Hapus centangnya, atau ubah jenisnya.")),
        ({told.digital, told.transparent} - set(Answer.values) != set(), _("Pilih ya, tidak, atau belum diketahui.")),
        (told.closed_on is not None and told.closed_on < told.legal_on, _("Tanggal bubar lebih awal daripada tanggal badan hukum.")),
    ]  # fmt: skip
    for bad, says in wrong:
        if bad:
            raise Refused(says)
    return values


def _areas(region: str) -> tuple[str, str]:
    """The city or regency and the province an office stands in."""
    return ancestor(region, 2), ancestor(region, 1)


@transaction.atomic
def note_year(*, by: Actor, cooperative: uuid.UUID, told: BookYearIntake) -> BookYear:
    """Write down a book year, or correct it; old and new are kept."""
    found = cooperative_of(managed(by).select_for_update(of=("self",)), cooperative)
    check_year(found, told)
    values = asdict(told)
    held = BookYear.objects.filter(cooperative=found, year=told.year).first()
    if held is None:
        made = BookYear.objects.create(cooperative=found, by_name=by.name, **values)
    else:
        made = held
        change(by=by, record=held, kind="book_year", values=values)
    record_event(
        by=by, action="note_book_year", subject=("cooperative", found.id), region=found.region, detail={"year": told.year},
        values=[str(v) for v in values.values()],
    )  # fmt: skip
    return made


def check_year(found: Cooperative, told: BookYearIntake) -> None:
    """Also of a cooperative that is not on record yet."""
    if not max(FIRST_YEAR, found.legal_on.year) <= told.year <= 2200:
        raise Refused(
            _("Tahun buku paling awal %(year)d, tahun koperasi ini berbadan hukum.")
            % {"year": found.legal_on.year}
        )
    if told.meeting_on and told.meeting_on.year <= told.year:
        raise Refused(_("Rapat anggota tahunan diadakan sesudah tahun bukunya selesai. Periksa tanggalnya."))
    if min(told.members_men, told.members_women, told.assets, told.loans, told.turnover) < 0:
        raise Refused(_("Jumlah anggota, aset, pinjaman, dan volume usaha tidak kurang dari nol."))
    if max(abs(v) for v in (told.assets, told.equity, told.loans, told.turnover, told.surplus)) > MOST:
        raise Refused(_("Angkanya terlalu besar. Tulis dalam rupiah, tanpa nol tambahan."))
    if told.equity > told.assets:
        raise Refused(_("Modal sendiri tidak melebihi aset. Periksa kedua angkanya."))
