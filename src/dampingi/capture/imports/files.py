"""The sheets themselves: encrypted in storage, opened only to read or to give back."""

import hashlib
import io

from django.utils.translation import gettext as _

from dampingi.engines.sheets import SheetError
from dampingi.engines.sheets.containers import inspect
from dampingi.engines.sheets.limits import DEFAULT_LIMITS
from dampingi.engines.sheets.wording import file_message
from dampingi.foundation.errors import Refused
from dampingi.foundation.sealing import Seal

SEAL = Seal("imports", b"imported sheet")


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def check(content: bytes) -> None:
    """Whether it is a workbook that may be opened at all: not torn, locked, swollen or something else."""
    try:
        inspect(io.BytesIO(content), DEFAULT_LIMITS)
    except SheetError as error:
        raise Refused(file_message(error, _)) from error
