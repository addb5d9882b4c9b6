"""One item of a call as the phone made it, and what the phone is told of it."""

import re
import uuid
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from dampingi.capture.field.bodies import LARGEST, hash_of, is_hash
from dampingi.capture.field.models import Submission

_KIND = re.compile(r"[a-z_]{1,20}")


@dataclass(frozen=True, slots=True)
class Item:
    """Kept as told, whatever it is: `flaw` says why it cannot be taken in at all."""

    id: Any
    kind: Any
    hash: Any
    body: Any

    @classmethod
    def told(cls, said: Any) -> "Item":
        said = said if isinstance(said, dict) else {}
        return cls(*(said.get(name) for name in ("id", "kind", "hash", "body")))

    @property
    def key(self) -> uuid.UUID:
        return uuid.UUID(self.id)

    def flaw(self) -> str:
        """Empty for what can be stored. The phone keeps the others and shows why."""
        if not _is_uuid7(self.id):
            return _("Nomor kiriman tidak sah. Perbarui aplikasi lapangan.")
        if not isinstance(self.kind, str) or not _KIND.fullmatch(self.kind):
            return _("Jenis kiriman tidak sah. Perbarui aplikasi lapangan.")
        if not is_hash(self.hash) or not isinstance(self.body, str):
            return _("Kiriman tidak lengkap. Kirim ulang.")
        return self._flaw_of_body()

    def _flaw_of_body(self) -> str:
        try:
            size = len(self.body.encode())
        except UnicodeEncodeError:
            return _("Kiriman memuat huruf yang rusak. Perbarui aplikasi lapangan.")
        if size > LARGEST:
            return _("Kiriman terlalu panjang (paling banyak 256 KB). Ringkaskan isinya.")
        if "\0" in self.body:
            return _("Kiriman memuat huruf yang rusak. Perbarui aplikasi lapangan.")
        if hash_of(self.body) != self.hash:
            return _("Kiriman rusak di jalan. Kirim ulang.")
        return ""


def _is_uuid7(said: Any) -> bool:
    try:
        return isinstance(said, str) and len(said) == 36 and uuid.UUID(said).version == 7
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt with a state is a promise: the raw body is committed."""

    id: Any
    hash: Any
    status: int
    state: str
    reason: str
    seq: int | None

    @classmethod
    def refused(cls, item: Item, why: str) -> "Receipt":
        return cls(item.id, item.hash, 422, "", why, None)

    @classmethod
    def of(cls, submission: Submission) -> "Receipt":
        told = submission.rival_of_id or submission.id
        status = 409 if submission.rival_of_id else 200
        return cls(str(told), submission.hash, status, submission.state, submission.reason, submission.seq)

    def told(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}
