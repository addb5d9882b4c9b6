"""What the result pages show: figures made ready, pictures and sentences. Nothing is computed anew."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.formats import number, percent
from dampingi.insight.evaluation import plots, words
from dampingi.insight.evaluation.agreeing import agreements, fit_state
from dampingi.insight.evaluation.cautions import cautions
from dampingi.insight.evaluation.definitions import named
from dampingi.insight.evaluation.models import Computation, Evaluation, Result, Subject
from dampingi.insight.evaluation.proposing import proposal_words
from dampingi.insight.evaluation.queries import computation, team_results
from dampingi.records.programmes.posts import post_names

Body = Mapping[str, Any]


def explained(evaluation: Evaluation, subject: Subject, made: Computation) -> dict[str, Any]:
    """The "Mengapa?" of one mentor, by one computation."""
    row = Result.objects.get(subject=subject, computation=made)
    body, summary = row.body, made.summary
    among = made.results.count()  # type: ignore[attr-defined]
    return {
        "subject": subject,
        "where": post_names([subject.mentor.post])[subject.mentor.post.code],
        "compared": compared(evaluation),
        "body": body,
        "band": words.band(evaluation, body),
        "enough": words.enough(evaluation, body),
        "placed": words.place(evaluation, body, among),
        "proposed": proposal_words(evaluation.instrument.body["rules"], body),
        "parts": [_part(evaluation, p, summary) for p in body["dimensions"]],
        "criteria": _criteria(evaluation, body),
        "move": words.band_move(evaluation, body),
        "cautions": cautions(evaluation, summary),
        "drawing": _profile(evaluation, body, summary),
        "takeaway": _takeaway(evaluation, body),
        "chances": _chances(evaluation, body),
        "level": percent(evaluation.instrument.body["rules"]["level"], 0),
        "made": made,
        "hash": row.hash,
    }


PLAIN = ("counts", "documents")
"""Methods whose figures nothing is taken from or added to."""


def _part(evaluation: Evaluation, part: Body, summary: Body) -> dict[str, Any]:
    """One dimension as steps that add up: seen, caseload, chance, score."""
    method = next(
        c["method"] for c in evaluation.instrument.body["criteria"] if c["dimension"] == part["key"]
    )
    told = next(d for d in summary["dimensions"] if d["key"] == part["key"])
    adjusting = words.severity if method == "panel" else words.caseload
    return dict(part) | {
        "name": named(evaluation.instrument.body, "dimensions")[part["key"]],
        "says": next(d["says"] for d in evaluation.instrument.body["dimensions"] if d["key"] == part["key"]),
        "caseload_words": "" if method in PLAIN else adjusting(part["caseload"]),
        "adjusted_for": _("ketatnya penilai") if method == "panel" else _("beratnya binaan"),
        "adjusts": method not in PLAIN,
        "chance_words": words.chance(part["shrinkage"], part["reliability"]) if compared(evaluation) else "",
        "counted": _counted(_source(evaluation, part["key"]), part["evidence"], part.get("asked")),
        "city": told["centre"],
        "needed": words.needed(told) if told["noise_sd"] else "",
        "earlier_words": words.earlier(part.get("earlier", 0)),
        "points": round(part["weight"] * part["score"] / 100, 1),
    }


def compared(evaluation: Evaluation) -> bool:
    return bool(evaluation.instrument.body["rules"].get("compared", True))


def _source(evaluation: Evaluation, dimension: str) -> str:
    """How the evidence of a dimension is counted: by its method, and what was agreed by that."""
    own = [c for c in evaluation.instrument.body["criteria"] if c["dimension"] == dimension]
    return "agreed" if any("agreement" in c.get("source", {}) for c in own) else str(own[0]["method"])


def _counted(method: str, evidence: int, asked: int | None = None) -> str:
    told = {"n": number(evidence), "all": number(asked)}
    if method == "counts":
        return _("dari %(n)s hal yang jatuh tempo") % told
    if method == "agreed":
        return _("dari %(n)s target dan kegiatan yang disepakati") % told
    if method == "documents":
        return _("dari %(n)s dokumen yang diperiksa") % told
    if method == "panel":
        return _("dari %(n)s penilai") % told
    if asked is not None:
        return _("suara %(n)s dari %(all)s peserta") % told
    return _("dari %(n)s peserta") % told


def _criteria(evaluation: Evaluation, body: Body) -> list[dict[str, Any]]:
    known = {c["key"]: c for c in evaluation.instrument.body["criteria"]}
    return [
        {
            "name": c["name"],
            "says": c["says"],
            "weight": part["weight"],
            "value": words.figure(c, part["value"]),
            "adjusted": words.figure(c, part["adjusted"]) if c["method"] not in PLAIN else "",
            "city": words.figure(c, part["city"]),
            "target": words.figure(c, c["target"]),
            "evidence": part["evidence"],
            "dimension": c["dimension"],
        }
        for part in body["criteria"]
        if (c := known[part["key"]])
    ]


def _profile(evaluation: Evaluation, body: Body, summary: Body) -> Any:
    centres = {d["key"]: d["centre"] for d in summary["dimensions"]}
    dimensions = named(evaluation.instrument.body, "dimensions")
    known = [d for d in summary["dimensions"] if centres[d["key"]] is not None]
    total = sum(d["weight"] * centres[d["key"]] for d in known) / 100 if known else None
    rows = [
        {
            "label": _("Nilai akhir"),
            "score": body["score"],
            "low": body["low"],
            "high": body["high"],
            "city": total,
        }
    ]
    rows += [
        {
            "label": dimensions[d["key"]],
            "score": d["score"],
            "low": d["low"],
            "high": d["high"],
            "city": centres[d["key"]],
        }
        for d in body["dimensions"]
    ]
    title = _("Nilai dan selangnya per dimensi")
    description = _("Titik: nilai. Pita: selang 90%. Garis tegak pendek: rata-rata semua pendamping.")
    if not known:
        description = _("Titik: nilai. Pita: selang 90%.")
    return plots.profile(rows, evaluation.instrument.body["bands"], title=title, description=description)


def _takeaway(evaluation: Evaluation, body: Body) -> str:
    dimensions = named(evaluation.instrument.body, "dimensions")
    best = max(body["dimensions"], key=lambda d: d["score"])
    least = min(body["dimensions"], key=lambda d: d["score"])
    return _("Terkuat pada %(best)s, terlemah pada %(least)s.") % {
        "best": dimensions[best["key"]].lower(),
        "least": dimensions[least["key"]].lower(),
    }


def _chances(evaluation: Evaluation, body: Body) -> list[tuple[str, str]]:
    bands = named(evaluation.instrument.body, "bands")
    return [
        (bands[key], percent(share, 0))
        for key, share in reversed(body["banding"]["chances"])
        if share >= 0.005
    ]


def overview_of(evaluation: Evaluation, found: Iterable[Result]) -> dict[str, Any]:
    """All results together: what may be compared, teams, the funnel, dimensions, raters, cautions."""
    made = computation(evaluation)
    assert made is not None
    rows, summary = list(found), made.summary
    people = {r.body["key"]: r.subject.name for r in rows}
    return {
        "summary": summary,
        "compared": compared(evaluation),
        "verdict": words.verdict(evaluation, summary),
        "team_verdict": words.team_verdict(evaluation, summary),
        "top_move": words.top_move(evaluation, summary, people),
        "cautions": cautions(evaluation, summary),
        "bands": _band_counts(evaluation, rows),
        "insufficient": sum(1 for r in rows if not r.body["sufficient"]),
        "mentors": len(rows),
        "dimensions": _dimensions(evaluation, summary),
        "teams": _teams(evaluation, summary),
        "funnel": _funnel(evaluation, rows, summary),
        "raters": _raters(summary),
        "agreements": agreements(evaluation, summary),
        "adjustments": _adjustments(evaluation, summary),
        "made": made,
    }


def _band_counts(evaluation: Evaluation, rows: list[Result]) -> list[dict[str, Any]]:
    counted = Counter(r.body["banding"]["key"] for r in rows)
    return [
        {"key": b["key"], "name": b["name"], "lower": b["lower"], "count": counted[b["key"]]}
        for b in reversed(evaluation.instrument.body["bands"])
    ]


def _dimensions(evaluation: Evaluation, summary: Body) -> list[dict[str, Any]]:
    dimensions = named(evaluation.instrument.body, "dimensions")
    return [
        dict(d) | {"name": dimensions[d["key"]], "needed_words": words.needed(d)}
        for d in summary["dimensions"]
    ]


def _teams(evaluation: Evaluation, summary: Body) -> dict[str, Any] | None:
    told = sorted((t.body for t in team_results(evaluation)), key=lambda b: -b["score"])
    if not told:
        return None
    places = names(b["key"] for b in told)
    rows = [
        {"label": places.get(b["key"], b["key"]), "score": b["score"], "low": b["low"], "high": b["high"]}
        for b in told
    ]
    title = _("Nilai tim kecamatan dengan selang 90%")
    return {
        "drawing": plots.teams(rows, title=title, description=_("Titik: nilai tim. Pita: selang 90%.")),
        "takeaway": words.team_verdict(evaluation, summary),
        "columns": [_("Kecamatan"), _("Nilai"), _("Selang 90%"), _("Keterandalan"), _("Tempat, 90%")],
        "rows": [
            [r["label"], number(b["score"], 1), f"{number(b['low'], 1)}–{number(b['high'], 1)}", number(b["reliability"], 2),
             f"{b['place']['low']}–{b['place']['high']}" if b["place"] else "–"]
            for r, b in zip(rows, told, strict=True)
        ],
    }  # fmt: skip


def _funnel(evaluation: Evaluation, rows: list[Result], summary: Body) -> dict[str, Any] | None:
    """Participants' outcomes, adjusted for the caseload but not shrunk: the funnel itself shows what chance does."""
    told = next((d for d in summary["dimensions"] if d["key"] == "outcomes"), None)
    if told is None or not told["noise_sd"]:
        return None
    points = [
        {"label": r.subject.name, "size": p["evidence"], "value": round(p["raw"] + p["caseload"], 2)}
        for r in rows
        for p in r.body["dimensions"]
        if p["key"] == "outcomes" and p["raw"] is not None
    ]
    if len(points) < 3:
        return None
    title = _("Hasil peserta menurut banyaknya peserta")
    description = _("Titik: pendamping. Pita: tempat 95% pendamping bila semua sama baiknya.")
    drawing, outside = plots.funnel(
        points, centre=told["centre"], noise_sd=told["noise_sd"], title=title, description=description
    )
    takeaway = _(
        "%(n)s dari %(all)s pendamping di luar corong; bila semua sama baiknya, kira-kira %(expected)s."
    ) % {
        "n": number(len(outside)),
        "all": number(len(points)),
        "expected": number(0.05 * len(points), 0),
    }
    table = [
        [p["label"], number(p["size"]), number(p["value"], 1)]
        for p in sorted(points, key=lambda p: -p["value"])
    ]
    columns = [_("Pendamping"), _("Peserta"), _("Hasil, disesuaikan")]
    return {"drawing": drawing, "takeaway": takeaway, "columns": columns, "rows": table}


def _raters(summary: Body) -> list[dict[str, Any]]:
    """Severity by number, not by name: raters see that it is taken out, not whose it is."""
    ordered = sorted(summary["raters"], key=lambda r: -r["severity"])
    return [
        {
            "number": n,
            "severity": r["severity"],
            "low": None if r["se"] is None else r["severity"] - 1.645 * r["se"],
            "high": None if r["se"] is None else r["severity"] + 1.645 * r["se"],
            "ratings": r["ratings"],
            "fit": fit_state(r),
        }
        for n, r in enumerate(ordered, 1)
    ]


def _adjustments(evaluation: Evaluation, summary: Body) -> list[dict[str, Any]]:
    """What a participant's trait is worth on the outcome score, within caseloads."""
    names_of = named(evaluation.instrument.body, "covariates")
    told = next((d for d in summary["dimensions"] if d["key"] == "outcomes"), None)
    rows = []
    for c in told["covariates"] if told else ():
        key, _sep, code = c["name"].partition("=")
        if key in names_of:
            label = (
                f"{names_of[key]}: {code if code not in ('', '?') else _('tidak diketahui')}"
                if _sep
                else names_of[key]
            )
            rows.append(
                {
                    "name": label,
                    "effect": c["effect"],
                    "low": c["effect"] - 1.645 * c["se"],
                    "high": c["effect"] + 1.645 * c["se"],
                }
            )
    return rows
