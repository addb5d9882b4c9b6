"""What a verifier saw otherwise than the register says, field by field, as the register would store it."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dampingi.engines.sheets import Fault
from dampingi.engines.sheets.values.phones import phones
from dampingi.foundation.errors import Refused

OF_BUSINESS = {
    "name": lazy("Nama usaha"),
    "product": lazy("Produk"),
    "phone": lazy("Telepon"),
    "address": lazy("Alamat"),
}
OF_OWNER = {"owner_name": lazy("Nama pemilik")}
OBSERVABLE = OF_BUSINESS | OF_OWNER
LONGEST = {"name": 200, "product": 300, "address": 300, "owner_name": 150}


def observed_values(told: Mapping[str, str]) -> dict[str, str]:
    """The values that were told, trimmed and typed; refuses what the register could not hold."""
    if strange := told.keys() - OBSERVABLE.keys():
        raise Refused(
            _("Kolom ini tidak diverifikasi di lapangan: %(fields)s.")
            % {"fields": ", ".join(sorted(strange))}
        )
    return {field: _value(field, value) for field, value in told.items() if value.strip()}


def _value(field: str, value: str) -> str:
    text = " ".join(value.split())
    if field == "phone":
        read = phones(text)
        if not read or isinstance(read, Fault):
            raise Refused(
                _("Nomor telepon %(phone)s tidak dapat dibaca. Tulis seperti 0812 3456 7890.")
                % {"phone": text}
            )
        return str(read[0])  # type: ignore[index]
    if len(text) > LONGEST[field]:
        raise Refused(
            _("%(field)s terlalu panjang; paling banyak %(most)d huruf.")
            % {"field": OBSERVABLE[field], "most": LONGEST[field]}
        )
    return text
