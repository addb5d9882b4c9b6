"""The code an applicant comes back with: as a participant's (records/access), bound to the application instead."""

import hashlib
import hmac
import re
import secrets
import uuid

from django.conf import settings

DIGITS, TRIES = 8, 5


def new_code() -> str:
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"


def spoken(code: str) -> str:
    return f"{code[:4]} {code[4:]}"


def typed(text: str) -> str:
    """Without the gaps; '' if it cannot be a code."""
    digits = re.sub(r"[\s.-]", "", text)
    return digits if re.fullmatch(rf"[0-9]{{{DIGITS}}}", digits) else ""


def digest_of(applicant: uuid.UUID, code: str) -> str:
    key = hashlib.sha256(f"applicant-code:{settings.IDENTIFIER_KEY}".encode()).digest()
    return hmac.digest(key, f"{applicant}:{code}".encode(), "sha256").hex()


def fits(digest: str, applicant: uuid.UUID, code: str) -> bool:
    return hmac.compare_digest(digest, digest_of(applicant, code))
