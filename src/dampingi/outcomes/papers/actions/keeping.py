"""A paper is numbered and frozen when it is first asked for, and set once: asked for again, it is the same one."""

import tempfile
from pathlib import Path

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Denied
from dampingi.outcomes.documents.actions import issue, keep_printing, succeed
from dampingi.outcomes.documents.models import Printing
from dampingi.outcomes.documents.typesetting import Job, typeset_all
from dampingi.outcomes.papers.content import laid, office_of
from dampingi.outcomes.papers.drafts import Draft
from dampingi.outcomes.papers.kinds import LOOKS
from dampingi.outcomes.papers.models import Paper
from dampingi.outcomes.papers.numbering import free_number, lock_series

PRESS = Actor.for_system("paper whose reader or maker was checked")


@transaction.atomic
def keep_paper(draft: Draft, *, number: str = "") -> Paper:
    """The paper of that subject and version: the one that is kept, or made now with the next number of its series, or the office's own."""
    office = office_of(draft.region)
    if draft.on:  # before looking: two who ask at once get one paper and one number
        lock_series(office=office, kind=draft.kind, on=draft.on)
    held = _versions(draft).filter(version=draft.version).first()
    if held:
        return held
    if draft.on:
        number = free_number(office=office, kind=draft.kind, on=draft.on, own=number)
    made = _freeze(draft, number)
    if draft.replaces:
        _replace(draft, made)
    return made


def _freeze(draft: Draft, number: str) -> Paper:
    told, made_at = draft.content(number), draft.made_at or timezone.now().replace(microsecond=0)
    document = issue(
        by=PRESS, kind=draft.kind, title=told["title"], content_hash=digest(told), region=draft.region,
        programme=draft.programme, made_at=made_at, number=number,
    )  # fmt: skip
    made, _new = _versions(draft).get_or_create(
        kind=draft.kind, subject=draft.subject, version=draft.version,
        defaults={
            "region": draft.region, "programme": draft.programme, "made_at": made_at, "content": told, "document": document,
            "number": number, "office": office_of(draft.region),
        },
    )  # fmt: skip
    return made


def _replace(draft: Draft, made: Paper) -> None:
    """Earlier versions are no longer what counts, nor is this one where a later was asked for before it."""
    others = _versions(draft).select_related("document").order_by("version")
    succeed(old=[p.document for p in others.filter(version__lt=made.version)], new=made.document)
    for newer in others.filter(version__gt=made.version)[:1]:
        succeed(old=[made.document], new=newer.document)


def _versions(draft: Draft) -> QuerySet[Paper]:
    kept = Paper.objects.unscoped("reach checked by who made the draft")
    return kept.filter(kind=draft.kind, subject=draft.subject)


def print_paper(*, paper: Paper) -> Printing:
    """The paper's PDF, set once and kept. The caller has checked that it may be read."""
    kept = paper.document.printings.filter(format="pdf").first()
    if kept:
        return kept
    with tempfile.TemporaryDirectory() as folder:
        order = order_of(paper, Path(folder) / "paper.pdf")
        typeset_all([order])
        return keep_printing(by=PRESS, document=paper.document, format="pdf", body=order.out.read_bytes())


def order_of(paper: Paper, out: Path) -> Job:
    """What the press is told. Refuses a paper whose content is no longer the registered one."""
    sha256 = digest(paper.content)
    if sha256 != paper.document.content_hash:
        raise Denied(_("Isi dokumen ini tidak lagi sama dengan yang terdaftar. Hubungi pengelola sistem."))
    with translation.override("id"):
        data = laid(
            paper.content, code=paper.document.code, sha256=sha256, made_at=paper.made_at, region=paper.region
        )
    return Job(LOOKS[Paper.Kind(paper.kind)].template, data, paper.made_at, out)
