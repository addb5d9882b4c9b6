"""A body back into a form's fields."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from dampingi.engines.indicators import Indicator
from dampingi.insight.library.forms.definition import scale_of


def initial(body: Mapping[str, Any], counting: Mapping[str, Indicator]) -> dict[str, Any]:
    found = {
        name: value for name, value in body.items() if name not in ("filter", "baseline", "parts", "entered")
    }
    for n, part in enumerate(body.get("parts") or ()):
        scale = scale_of(counting[part["indicator"]].kind) if part["indicator"] in counting else Decimal(1)
        found |= {f"part{n}": part["indicator"], f"weight{n}": part["weight"]}
        found |= {f"{name}{n}": (Decimal(part[name]) * scale).normalize() for name in ("zero", "full")}
    if typed := body.get("entered"):
        found |= {name: typed[name] for name in ("level", "every", "over")}
        found |= {
            "typed": typed["numerator"],
            "typed_of": typed.get("denominator", ""),
            "percent": body["kind"] == "proportion",
        }
    for n, condition in enumerate(body.get("filter") or ()):
        found |= {
            f"column{n}": condition["column"],
            f"operator{n}": condition["is"],
            f"value{n}": condition["value"],
        }
    if told := body.get("baseline"):
        value = Decimal(told["value"]) * scale_of(body["kind"])
        found |= {
            "baseline_value": value.normalize(),
            "baseline_year": told["year"],
            "baseline_source": told["source"],
        }
    return found
