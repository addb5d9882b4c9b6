"""A position from a phone or a sheet: both degrees or none, and on this earth."""

from decimal import Decimal

from django.utils.translation import gettext as _

from dampingi.foundation.errors import Refused


def check_position(latitude: Decimal | None, longitude: Decimal | None) -> None:
    if (latitude is None) != (longitude is None):
        raise Refused(_("Posisi tidak lengkap. Ambil ulang posisinya, atau kosongkan."))
    if latitude is None or longitude is None:
        return
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise Refused(_("Posisi di luar peta bumi. Ambil ulang posisinya, atau kosongkan."))
