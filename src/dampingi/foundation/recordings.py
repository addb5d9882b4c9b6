"""Voice notes: known by their first bytes, never by their name; kept sealed; played, never executed."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from dampingi.foundation.errors import Refused
from dampingi.foundation.sealing import Seal

LARGEST = 8 * 2**20
"""A quarter of an hour at what phones and WhatsApp record with."""
_AUDIO_BRANDS = (
    b"M4A ",
    b"M4B ",
    b"mp41",
    b"mp42",
    b"isom",
    b"iso2",
    b"3gp4",
    b"3gp5",
    b"3gp6",
    b"3g2a",
    b"dash",
)


@dataclass(frozen=True)
class Recording:
    media: str
    original: bytes
    """Sealed."""


def received(raw: bytes, seal: Seal) -> Recording:
    """What came, sealed. Raises Refused for what is no recording that phones make, is empty, or larger than 8 MB."""
    if not raw:
        raise Refused(_("Pesan suaranya kosong. Rekam lagi, atau tulis pertanyaannya."))
    if len(raw) > LARGEST:
        raise Refused(
            _("Pesan suara lebih besar dari 8 MB. Rekam lebih singkat, atau kirim dua kali."), status=413
        )
    media = media_of(raw)
    if media is None:
        raise Refused(
            _(
                "Berkas itu bukan rekaman suara yang dikenal (M4A, OGG, MP3, WAV, AMR, WebM). Rekam lagi dengan telepon."
            )
        )
    return Recording(media, seal.close(raw))


def media_of(raw: bytes) -> str | None:
    """The media type of an audio container, None for anything else."""
    if raw.startswith(b"OggS") and len(raw) > 27:
        return "audio/ogg"
    if raw.startswith(b"\x1aE\xdf\xa3") and b"webm" in raw[:64]:
        return "audio/webm"
    if raw.startswith(b"RIFF") and raw[8:12] == b"WAVE":
        return "audio/wav"
    if raw.startswith((b"#!AMR\n", b"#!AMR-WB\n")):
        return "audio/amr"
    if raw[4:8] == b"ftyp" and raw[8:12] in _AUDIO_BRANDS:
        return "audio/mp4"
    return "audio/mpeg" if _mp3(raw) else None


def _mp3(raw: bytes) -> bool:
    """With its tag before it, or a frame of layer III with a bit rate and a sampling rate that exist."""
    if raw.startswith(b"ID3") and len(raw) > 10:
        return True
    if len(raw) < 4 or raw[0] != 0xFF or raw[1] & 0xE6 != 0xE2:
        return False
    return raw[1] & 0x18 != 0x08 and raw[2] >> 4 not in (0, 15) and raw[2] >> 2 & 3 != 3
