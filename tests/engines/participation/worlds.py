"""Worlds in which it is known who stops and why."""

import numpy as np

from dampingi.engines.participation import Snapshots

NAMES = ("missed_trainings", "missed_tasks", "days_since_contact")
SLOPES = np.array([0.9, 0.6, 0.5])
FIRST = 739_000
DAYS = tuple(FIRST + 30 * month for month in range(10))


def world(
    people: int,
    *,
    seed: int,
    days=DAYS,
    slopes=SLOPES,
    level: float = -2.2,
    unfair: float = 0.0,
    noise: int = 0,
) -> tuple[Snapshots, np.ndarray]:
    """(snapshots, true chances). Each participant is seen on each day until they stop. `unfair` adds to the true log odds of women
    without showing in the features; `noise` features tell nothing."""
    dice = np.random.default_rng(seed)
    rows, chances, sexes, person, day, y = [], [], [], [], [], []
    sex = np.where(dice.random(people) < 0.55, "P", "L")
    steady = dice.normal(0, 0.8, (people, len(slopes)))
    for i in range(people):
        for today in days:
            x = steady[i] + dice.normal(0, 0.6, len(slopes))
            odds = level + x @ slopes + unfair * (sex[i] == "P")
            chance = 1 / (1 + np.exp(-odds))
            stops = dice.random() < chance
            rows.append([*x, *dice.normal(0, 1, noise)])
            chances.append(chance)
            sexes.append(sex[i])
            person.append(i)
            day.append(today)
            y.append(float(stops))
            if stops:
                break
    names = (*NAMES[: len(slopes)], *(f"noise_{k}" for k in range(noise)))
    made = Snapshots(
        names, np.array(rows), np.array(y), np.array(day), np.array(person), {"sex": np.array(sexes)}
    )  # fmt: skip
    return made, np.array(chances)
