"""The rules' text to the engine and back. Pure."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from dampingi.engines import health

Body = Mapping[str, Any]


def engine_rules(body: Body, kind: str) -> health.Rules:
    """For a kind of cooperative: questions of other kinds are left out, and a component without any. Raises health.Unusable."""
    try:
        return health.Rules(
            tuple(_aspect(a, kind) for a in body["aspects"]),
            tuple(health.Band(b["code"], _fraction(b["lower"])) for b in body["bands"]),
            tuple(_fraction(s) / 100 for s in body["steps"]),  # type: ignore[arg-type]
        )
    except (KeyError, TypeError, ValueError) as fault:
        if isinstance(fault, health.Unusable):
            raise
        raise health.Unusable(str(fault)) from fault


def _fraction(value: Any) -> Fraction:
    return Fraction(str(value))


def _aspect(told: Body, kind: str) -> health.Aspect:
    parts = [
        health.Component(c["code"], tuple(i["code"] for i in asked(c, kind))) for c in told["components"]
    ]
    return health.Aspect(told["code"], int(told["weight"]), tuple(c for c in parts if c.items))


def asked(component: Body, kind: str) -> list[dict[str, Any]]:
    return [i for i in component["items"] if kind in i.get("kinds", (kind,))]


def named(body: Body) -> dict[str, str]:
    """code -> name of bands, aspects, components; of items their text."""
    found = {b["code"]: b["name"] for b in body["bands"]}
    for a in body["aspects"]:
        found[a["code"]] = a["name"]
        for c in a["components"]:
            found[c["code"]] = c["name"]
            found |= {i["code"]: i["text"] for i in c["items"]}
    return found


def with_numbers(body: Body, weights: Mapping[str, int], edges: Mapping[str, Any]) -> dict[str, Any]:
    """The same questions with other weights and edges."""
    return {
        **body,
        "aspects": [a | {"weight": weights.get(a["code"], a["weight"])} for a in body["aspects"]],
        "bands": [b | {"lower": edges.get(b["code"], b["lower"])} for b in body["bands"]],
    }
