"""What a programme's stages ask, as one page of forms: a form for each stage, a few slots for its conditions."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.definitions import choices
from dampingi.foundation.ui.fields import day_field
from dampingi.records.mentoring.models import Task
from dampingi.records.mentoring.tracks.rules import Rule
from dampingi.records.mentoring.tracks.vocabulary import KINDS, Condition, listed
from dampingi.records.programmes.models import Programme

ENTRY, EXIT, SPARE = 3, 5, 2
Choices = list[Any]


class RuleForm(forms.Form):
    """One stage. Left without a name it is no stage; `order` puts them in their order."""

    order = forms.IntegerField(label=_("Urutan"), min_value=1, max_value=99, widget=forms.NumberInput())
    name = forms.CharField(label=_("Nama tahap"), max_length=120, required=False)
    code = forms.CharField(label=_("Kode"), max_length=30, required=False)
    due_on = day_field(_("Tenggat"), required=False)
    purpose = forms.CharField(label=_("Untuk apa"), max_length=300, required=False)
    by_need = forms.BooleanField(label=_("Hanya bagi yang memerlukannya"), required=False)
    fields_of_need = forms.MultipleChoiceField(
        label=_("Diperlukan bila ada kendala di bidang"),
        choices=lambda: list(choices("constraint_fields").items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, objects: Choices, rule: Rule | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept = rule is not None
        kinds = [("", "–"), *((k.code, k.name) for k in KINDS.values())]
        for side, slots in (("entry", ENTRY), ("exit", EXIT)):
            known = getattr(rule, side) if rule else ()
            for i in range(slots):
                self._slot(f"{side}{i}", kinds, objects, known[i] if i < len(known) else None)

    def _slot(self, name: str, kinds: Choices, objects: Choices, known: Condition | None) -> None:
        n = forms.IntegerField(label=_("Jumlah"), min_value=1, max_value=99, required=False)
        self.fields[f"{name}_kind"] = forms.ChoiceField(label=_("Syarat"), choices=kinds, required=False)
        self.fields[f"{name}_n"] = n
        self.fields[f"{name}_what"] = forms.ChoiceField(label=_("Yang mana"), choices=objects, required=False)
        if known:
            what = f"{KINDS[known.kind].objects}:{known.what}" if known.what else ""
            self.initial.update({f"{name}_kind": known.kind, f"{name}_n": known.n, f"{name}_what": what})

    def slots(self, side: str, count: int) -> list[dict[str, Any]]:
        names = [f"{side}{i}" for i in range(count)]
        told = [{part: self[f"{n}_{part}"] for part in ("kind", "n", "what")} for n in names]
        used = [slot for slot in told if slot["kind"].value()]
        return used + [slot for slot in told if not slot["kind"].value()][:SPARE]

    @property
    def entries(self) -> list[dict[str, Any]]:
        return self.slots("entry", ENTRY)

    @property
    def exits(self) -> list[dict[str, Any]]:
        return self.slots("exit", EXIT)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("name") and not said.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", _now("Isi tenggatnya."))
        for side, count in (("entry", ENTRY), ("exit", EXIT)):
            for i in range(count):
                self._check_object(f"{side}{i}", said)
        return said

    def _check_object(self, name: str, said: dict[str, Any]) -> None:
        kind, what = said.get(f"{name}_kind"), said.get(f"{name}_what")
        if kind and what and what.split(":")[0] != KINDS[kind].objects:
            words = {"kind": KINDS[kind].name}
            self.add_error(f"{name}_what", _now("Pilihan itu tidak cocok dengan syarat %(kind)s.") % words)

    def rule(self) -> Rule:
        said = self.cleaned_data
        return Rule(
            code=said["code"].strip() or _coded(said["name"]),
            name=said["name"].strip(),
            due_on=said["due_on"],
            purpose=said["purpose"].strip(),
            by_need=said["by_need"],
            fields=tuple(said["fields_of_need"]),
            entry=self._conditions("entry", ENTRY),
            exit=self._conditions("exit", EXIT),
        )

    def _conditions(self, side: str, count: int) -> tuple[Condition, ...]:
        said, found = self.cleaned_data, []
        for name in (f"{side}{i}" for i in range(count)):
            if said[f"{name}_kind"]:
                what = said[f"{name}_what"].partition(":")[2]
                found.append(Condition(said[f"{name}_kind"], said[f"{name}_n"] or 1, what))
        return tuple(found)


class NoteForm(forms.Form):
    note = forms.CharField(
        label=_("Apa yang berubah"), max_length=300, required=False,
        help_text=_("Dibaca pendamping dan pemeriksa di riwayat edisi."),
    )  # fmt: skip


def rule_forms(data: Any, programme: Programme, rules: Sequence[Rule], *, spare: int = 2) -> list[RuleForm]:
    """A form for each stage and a few empty ones, bound to `data` where something was posted."""
    objects = _objects(programme, rules)
    count = (
        min(int(data["count"]), 20) if data and str(data.get("count", "")).isdigit() else len(rules) + spare
    )
    return [
        RuleForm(
            data, prefix=f"t{i}", objects=objects, rule=rules[i] if i < len(rules) else None,
            initial=_initial(rules[i] if i < len(rules) else None, i + 1),
        )
        for i in range(count)
    ]  # fmt: skip


def rules_of(forms_: Sequence[RuleForm]) -> list[Rule]:
    """Of valid forms: the stages that have a name, in their order."""
    named = [f for f in forms_ if f.cleaned_data.get("name", "").strip()]
    return [f.rule() for f in sorted(named, key=lambda f: f.cleaned_data["order"])]


def _initial(rule: Rule | None, order: int) -> dict[str, Any]:
    if rule is None:
        return {"order": order}
    names = ("name", "code", "due_on", "purpose", "by_need")
    return {"order": order, "fields_of_need": list(rule.fields)} | {n: getattr(rule, n) for n in names}


def _objects(programme: Programme, rules: Sequence[Rule]) -> Choices:
    tasks = (
        Task.objects.filter(programme=programme, region="").order_by("due_on").values_list("code", "title")
    )
    groups = (
        (_("Topik kunjungan"), "topic", listed("topic").items()),
        (_("Bidang kendala"), "field", listed("field").items()),
        (_("Tugas"), "task", tasks),
        (_("Pelatihan"), "subject", listed("subject").items()),
        (_("Tahap sebelumnya"), "stage", [(r.code, r.name) for r in rules]),
    )
    found = [(label, [(f"{kind}:{code}", name) for code, name in rows]) for label, kind, rows in groups]
    return [("", _("semua / tidak ditentukan")), *found]


def _coded(name: str) -> str:
    kept = "".join(c if c.isascii() and c.isalnum() else "_" for c in name.lower())
    return "_".join(part for part in kept.split("_") if part)[:30].rstrip("_")
