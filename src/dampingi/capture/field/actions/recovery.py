"""The key pair behind forgotten PINs. The public half goes to every phone; the private half lies here, sealed."""

from base64 import urlsafe_b64encode
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from dampingi.capture.field.models import RecoveryKey
from dampingi.foundation.rows import new_id
from dampingi.foundation.sealing import Seal

BITS = 3072
SEAL = Seal("recovery", b"recovery key of the field app")


def recovery_key() -> dict[str, Any]:
    """The public half as a JWK with its `kid`; made on the first phone's registration.

    Of two made at once both stay: a phone's file names the one it was locked to.
    """
    found = RecoveryKey.objects.order_by("-made_at", "-id").first()
    return (found or _made()).public


def _made() -> RecoveryKey:
    private, id = rsa.generate_private_key(public_exponent=65537, key_size=BITS), new_id()
    numbers = private.public_key().public_numbers()
    public = {"kty": "RSA", "alg": "RSA-OAEP-256", "kid": str(id), "n": _b64(numbers.n), "e": _b64(numbers.e)}
    raw = private.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return RecoveryKey.objects.create(id=id, public=public, private=SEAL.close(raw))


def _b64(number: int) -> str:
    return urlsafe_b64encode(number.to_bytes((number.bit_length() + 7) // 8)).rstrip(b"=").decode()
