"""Codes as people type them: eight digits in two groups, kept as a keyed digest bound to the participant.

Eight digits are few (10^8), so what protects them is the lock after `TRIES` wrong ones, the end after `DAYS`, and the key: whoever
reads the database alone cannot try codes against it. An expensive hash would add nothing to that, and 2,000 slips would
take minutes.
"""

import hashlib
import hmac
import re
import secrets
import uuid

from django.conf import settings

DIGITS = 8
TRIES = 5
DAYS = 30


def new_code() -> str:
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"


def spoken(code: str) -> str:
    """As it is written for people: 1234 5678."""
    return f"{code[:4]} {code[4:]}"


def typed(text: str) -> str:
    """What someone typed, without the gaps; '' if it cannot be a code."""
    digits = re.sub(r"[\s.-]", "", text)
    return digits if re.fullmatch(rf"[0-9]{{{DIGITS}}}", digits) else ""


def digest_of(enrolment: uuid.UUID, code: str) -> str:
    key = hashlib.sha256(f"access-code:{settings.IDENTIFIER_KEY}".encode()).digest()
    return hmac.digest(key, f"{enrolment}:{code}".encode(), "sha256").hex()


def fits(digest: str, enrolment: uuid.UUID, code: str) -> bool:
    return hmac.compare_digest(digest, digest_of(enrolment, code))
