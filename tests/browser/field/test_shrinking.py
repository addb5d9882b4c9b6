"""Photos are made small on the phone, upright, without what the camera wrote about place and person."""

import base64
import io
from hashlib import sha256

import pytest
from PIL import Image

pytestmark = pytest.mark.browser
SHRINK = """async (m, raw) => {
  const bytes = Uint8Array.from(atob(raw), (c) => c.charCodeAt(0));
  const { blob, ...told } = await m.photos.shrink(new Blob([bytes]));
  const out = new Uint8Array(await blob.arrayBuffer());
  let text = "";
  for (const byte of out) text += String.fromCharCode(byte);
  return [told, btoa(text)];
}"""
ORIENTATION, GPS, MODEL = 0x0112, 0x8825, 0x0110


def photo(width: int, height: int, orientation: int = 1, mode: str = "RGB", kind: str = "JPEG") -> bytes:
    """The upper left quarter is red."""
    picture = Image.new(mode, (width, height), "white" if mode == "RGB" else (0, 0, 0, 0))
    picture.paste("red", (0, 0, width // 2, height // 2))
    exif = Image.Exif()
    exif[ORIENTATION], exif[MODEL] = orientation, "Telepon Ana"
    exif.get_ifd(GPS)[1] = "S"
    out = io.BytesIO()
    picture.save(out, kind, **({"exif": exif.tobytes()} if kind == "JPEG" else {}))
    return out.getvalue()


def shrunk(phone, raw: bytes) -> tuple[dict, bytes, Image.Image]:
    told, out = phone.run(SHRINK, base64.b64encode(raw).decode())
    made = base64.b64decode(out)
    return told, made, Image.open(io.BytesIO(made))


def corner(picture: Image.Image, right: bool = False) -> str:
    at = (picture.width * 3 // 4 if right else picture.width // 4, picture.height // 4)
    red, green, _blue = picture.convert("RGB").getpixel(at)
    return "red" if red > 200 and green < 60 else "white" if green > 200 else "other"


def test_a_photo_is_small_and_its_hash_is_of_what_is_sent(phone):
    told, made, picture = shrunk(phone, photo(4000, 3000))
    assert (picture.format, picture.size) == ("JPEG", (1600, 1200))
    assert (told["sha256"], told["bytes"], told["type"]) == (
        sha256(made).hexdigest(),
        len(made),
        "image/jpeg",
    )
    assert told["id"][14] == "7"


def test_a_small_photo_is_not_blown_up(phone):
    assert shrunk(phone, photo(300, 200))[2].size == (300, 200)


def test_a_photo_taken_sideways_stands_upright(phone):
    _told, _made, picture = shrunk(phone, photo(4000, 3000, orientation=6))
    assert picture.size == (1200, 1600)
    assert (corner(picture), corner(picture, right=True)) == ("white", "red")


def test_what_the_camera_wrote_stays_behind(phone):
    raw = photo(800, 600)
    assert b"Telepon Ana" in raw
    _told, made, picture = shrunk(phone, raw)
    assert b"Telepon Ana" not in made
    assert not dict(picture.getexif())


def test_what_is_see_through_becomes_white(phone):
    _told, _made, picture = shrunk(phone, photo(400, 300, mode="RGBA", kind="PNG"))
    assert (corner(picture), corner(picture, right=True)) == ("red", "white")


def test_what_is_no_picture_says_so(phone):
    told = phone.run("(m) => m.photos.shrink(new Blob(['bukan foto'])).catch((e) => e.name)")
    assert told == "NoPicture"
