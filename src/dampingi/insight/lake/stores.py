"""Where a lake lies: a folder, or a bucket that speaks S3. Both replace a small file at once: a reader meets the old one or the new one."""

from __future__ import annotations

import os
import shutil
import uuid
from pathlib import Path
from typing import Any, Protocol

from django.utils.translation import gettext as _

from dampingi.foundation.errors import Refused

S3 = "s3://"
_PATTERN = "*?[]{}\\"


class Store(Protocol):
    url: str

    def read(self, path: str) -> bytes | None:
        """None where there is no such file."""

    def names(self, folder: str) -> list[str]:
        """Names of the files in it, in order."""

    def replace(self, path: str, body: bytes) -> None: ...

    def keep(self, local: Path, path: str) -> None:
        """A file that never changes; one that is there already is the same."""

    def remove(self, path: str) -> None:
        """Gone, or was not there."""


def store_at(where: str) -> Store:
    if "://" in where and not where.startswith(S3):
        raise Refused(
            _("Tempat %(where)s tidak dikenal. Tulis folder, atau s3://ember/awalan.") % {"where": where}
        )
    if found := sorted(set(where) & set(_PATTERN)):
        raise Refused(
            _(
                "Nama tempat itu memuat %(found)s, yang oleh DuckDB dan Spark dibaca sebagai pola. Pilih nama tanpa tanda itu."
            )
            % {"found": " ".join(found)}
        )
    if where.startswith(S3):
        return Bucket(where)
    return Folder(Path(address(where)))


def address(where: str) -> str:
    """One place has one, however it was written."""
    return where.rstrip("/") if where.startswith(S3) else str(Path(where).expanduser().resolve())


class Folder:
    def __init__(self, root: Path) -> None:
        self.root, self.url = root, str(root)

    def read(self, path: str) -> bytes | None:
        try:
            return (self.root / path).read_bytes()
        except FileNotFoundError:
            return None

    def names(self, folder: str) -> list[str]:
        there = self.root / folder
        return sorted(p.name for p in there.iterdir() if p.is_file()) if there.is_dir() else []

    def replace(self, path: str, body: bytes) -> None:
        fresh = self._fresh(path)
        with fresh.open("wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self.root / path)

    def keep(self, local: Path, path: str) -> None:
        if (self.root / path).exists():
            return
        fresh = self._fresh(path)
        shutil.move(local, fresh)
        fresh.replace(self.root / path)

    def remove(self, path: str) -> None:
        (self.root / path).unlink(missing_ok=True)

    def _fresh(self, path: str) -> Path:
        final = self.root / path
        final.parent.mkdir(parents=True, exist_ok=True)
        return final.with_name(f".{final.name}.{uuid.uuid4().hex}")


class Bucket:
    """Keys come from the environment as any S3 client's do (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY); AWS_ENDPOINT_URL names another
    service than Amazon's, AWS_REGION its region."""

    def __init__(self, where: str) -> None:
        import pyarrow.fs as fs

        self.url = address(where)
        self._root = self.url.removeprefix(S3)
        endpoint = os.environ.get("AWS_ENDPOINT_URL", "")
        told: dict[str, Any] = {"region": os.environ.get("AWS_REGION", "us-east-1")}
        if endpoint:
            scheme, _sep, host = endpoint.rpartition("://")
            told |= {"endpoint_override": host, "scheme": scheme or "https"}
        self.files = fs.S3FileSystem(**told)

    def read(self, path: str) -> bytes | None:
        try:
            with self.files.open_input_stream(self.full(path)) as file:
                return bytes(file.read())
        except FileNotFoundError:
            return None

    def names(self, folder: str) -> list[str]:
        import pyarrow.fs as fs

        found = self.files.get_file_info(fs.FileSelector(self.full(folder), allow_not_found=True))
        return sorted(each.base_name for each in found if each.is_file)

    def replace(self, path: str, body: bytes) -> None:
        with self.files.open_output_stream(self.full(path)) as file:
            file.write(body)

    def keep(self, local: Path, path: str) -> None:
        with local.open("rb") as source, self.files.open_output_stream(self.full(path)) as file:
            shutil.copyfileobj(source, file, 1 << 20)

    def remove(self, path: str) -> None:
        try:
            self.files.delete_file(self.full(path))
        except FileNotFoundError:
            return

    def full(self, path: str) -> str:
        return f"{self._root}/{path}"
