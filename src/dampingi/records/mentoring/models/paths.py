from dampingi.foundation.accounts.scoping import USER, Paths


def paths_of_mentor() -> Paths:
    """Rows a mentor made: theirs are those they wrote, whoever is in their caseload today."""
    return Paths(
        region="region",
        programme="programme",
        caseload={"enrolment__caseloads__mentor__user": USER, "enrolment__caseloads__ends_on": None},
        own={"mentor__user": USER},
    )
