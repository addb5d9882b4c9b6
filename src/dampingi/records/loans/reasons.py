"""The coded reasons: who may give which, and what can be done about each."""

from typing import Any

from dampingi.foundation.definitions import choices, load
from dampingi.records.loans.models import LoanApplication

CONSENT = "tell_reason"
"""Among what an applicant declares: the bank may tell the office one coded reason."""
NOT_TOLD = "not_told"


def reasons_of(kind: str) -> dict[str, str]:
    """code -> name of the reasons somebody of that kind (office, bank, withdrawn) may give."""
    called = choices("loan_reasons")
    return {r["code"]: called[r["code"]] for r in load("loan_reasons") if kind in r["by"]}


def reason(code: str) -> dict[str, Any]:
    return next(
        (r for r in load("loan_reasons") if r["code"] == code), {"code": code, "name": code, "change": ""}
    )


def bank_reasons(found: LoanApplication) -> dict[str, str]:
    """What the bank may say of this applicant: without their consent no more than that it refused."""
    consents = bool(found.declared.get(CONSENT))
    return {code: name for code, name in reasons_of("bank").items() if (code != NOT_TOLD) == consents}
