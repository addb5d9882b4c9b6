"""Of those who fell silent: after what did they take part again. Counts of what happened, which say nothing of what would have happened otherwise."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dampingi.engines.participation import Rhythm, returned, silent

VISIT, INVITED, NOTHING = "visit", "invited", "nothing"
ACTIONS = (VISIT, INVITED, NOTHING)


@dataclass(frozen=True)
class Counted:
    action: str
    n: int
    came_back: int


def counted(
    people: Sequence[Rhythm], days: Iterable[int], *, horizon: int, within: int
) -> tuple[Counted, ...]:
    """Each participant the first time they are found silent. An action counts within so many days; coming back after those days.

    Who got several counts under each; an invitation is a training to which they were invited in that time.
    """
    all_days = sorted(days)
    found = {action: [0, 0] for action in ACTIONS}
    for rhythm in people:
        day = next((d for d in all_days if _here(rhythm, d) and silent(rhythm, d, horizon)), None)
        back = returned(rhythm, day + within, horizon) if day is not None else None
        if day is None or back is None:
            continue
        for action in _actions(rhythm, day, day + within):
            found[action][0] += 1
            found[action][1] += back
    return tuple(Counted(action, n, came) for action, (n, came) in found.items())


def _here(rhythm: Rhythm, day: int) -> bool:
    return rhythm.enrolled_on <= day and (rhythm.exited_on is None or rhythm.exited_on > day)


def _actions(rhythm: Rhythm, after: int, until: int) -> list[str]:
    done = []
    if any(after < day <= until for day in rhythm.visits):
        done.append(VISIT)
    if any(after < day <= until for day, _came in rhythm.trainings):
        done.append(INVITED)
    return done or [NOTHING]
