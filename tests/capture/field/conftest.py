"""A town whose mentor Ana has a phone with the field app."""

import datetime
import json
import uuid
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import pytest
from django.test import Client

from dampingi.capture.field.actions import register_device
from dampingi.capture.field.models import Submission
from dampingi.foundation.rows import new_id
from tests.records.conftest import (  # noqa: F401 - fixtures
    july,
    origin,
    programme,
    town,
)
from tests.records.town import Town

JUNE = "2026-06-10"
FIGURES = {
    "month": "2026-06-01", "turnover": 2_000_000, "workers": 2, "products": 3, "channels": 1, "weeks_with_sales": 4, "has_nib": False,
}  # fmt: skip


def item(kind: str, subject: Any, values: dict, *, id: Any = None, **more: Any) -> dict[str, Any]:
    """One submission as the app makes it."""
    said = {
        "v": 1,
        "made_at": "2026-06-10T09:00:00+07:00",
        "subject": str(subject),
        "base": None,
        "values": values,
    }
    return sealed(kind, json.dumps(said | more, ensure_ascii=False), id=id)


def sealed(kind: str, body: str, *, id: Any = None) -> dict[str, Any]:
    return {"id": str(id or new_id()), "kind": kind, "hash": sha256(body.encode()).hexdigest(), "body": body}


@dataclass
class Phone:
    """A registered device in the hands of whoever is logged in on `client`."""

    town: Town
    client: Client
    device: uuid.UUID
    token: str

    @property
    def headers(self) -> dict[str, str]:
        return {"X-Device": str(self.device), "X-Device-Token": self.token, "Accept": "application/json"}

    def post(self, items: Any, **more: Any):
        return self.client.post(
            "/lapangan/api/kirim/", json.dumps({"items": items}), content_type="application/json",
            headers=self.headers | more,
        )  # fmt: skip

    def get(self, address: str):
        return self.client.get(f"/lapangan/api/{address}", headers=self.headers)

    def send(self, *items: dict) -> list[dict]:
        answer = self.post(items)
        assert answer.status_code == 200, answer.content
        return answer.json()["receipts"]

    def states(self, *items: dict) -> list[str]:
        return [receipt["state"] for receipt in self.send(*items)]

    def visit(
        self, enrolment: int = 0, *, id: Any = None, position: Any = None, **more: Any
    ) -> dict[str, Any]:
        values = {"on": JUNE, "minutes": 60, "topic": "pemasaran", "advice": "Foto produk"} | more
        return item("visit", self.town.enrolments[enrolment].id, values, id=id, position=position)

    def growth(self, enrolment: int = 0, *, base: Any = None, **more: Any) -> dict[str, Any]:
        return item("growth", self.town.enrolments[enrolment].id, FIGURES | more, base=base)


def phone_of(town: Town, name: str) -> Phone:  # noqa: F811
    device, token = register_device(by=town.actor(name), name=f"HP {name}")
    return Phone(town, town.client(name), device.id, token)


@pytest.fixture
def phone(town, july) -> Phone:  # noqa: F811
    return phone_of(town, "ana")


@pytest.fixture
def office(town, july) -> Client:  # noqa: F811
    return town.client("office")


def stored() -> list[Submission]:
    return list(Submission.objects.unscoped("test").order_by("seq"))


def sent(receipt: dict) -> Submission:
    return Submission.objects.unscoped("test").get(id=receipt["id"])


TODAY = datetime.date(2026, 7, 20)
