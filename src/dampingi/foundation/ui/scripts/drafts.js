// Half-filled forms survive a closed tab: <form data-draft="kind:id"> keeps its fields in this browser until it is sent.
// Files, passwords and tokens are never kept. A page that answers without errors removes the draft.
// Where the server answers with what a person must decide ([data-decide]), its values stand and the draft is not put over them.
const prefix = "draf:";
const kept = (form) => [...form.elements].filter((field) => field.name && !skipped(field));
const skipped = (field) =>
  ["password", "file", "hidden", "submit", "button"].includes(field.type) || field.closest("[data-no-draft]");

function remember(form) {
  const values = {};
  for (const field of kept(form)) {
    if (["checkbox", "radio"].includes(field.type)) {
      (values[field.name] ||= []).push(...(field.checked ? [field.value] : []));
    } else if (field.multiple) {
      values[field.name] = [...field.selectedOptions].map((option) => option.value);
    } else {
      values[field.name] = field.value;
    }
  }
  localStorage.setItem(prefix + form.dataset.draft, JSON.stringify({ at: Date.now(), values }));
}

function restore(form) {
  const stored = localStorage.getItem(prefix + form.dataset.draft);
  if (!stored || form.querySelector("[aria-invalid=true], [data-decide]")) return;
  const { values } = JSON.parse(stored);
  let changed = false;
  for (const field of kept(form)) {
    const value = values[field.name];
    if (value === undefined) continue;
    if (["checkbox", "radio"].includes(field.type)) {
      changed ||= field.checked !== value.includes(field.value);
      field.checked = value.includes(field.value);
    } else if (field.multiple) {
      [...field.options].forEach((option) => (option.selected = value.includes(option.value)));
    } else if (field.value !== value) {
      field.value = value;
      changed = true;
    }
  }
  const note = form.querySelector("[data-draft-note]");
  if (note && changed) note.hidden = false;
}

function forget(key) {
  localStorage.removeItem(prefix + key);
}

// First what arrived is forgotten: the page that says so may hold the same form again, empty.
document.querySelectorAll("[data-draft-done]").forEach((mark) => forget(mark.dataset.draftDone));
for (const form of document.querySelectorAll("form[data-draft]")) {
  restore(form);
  form.addEventListener("input", () => remember(form));
  form.addEventListener("click", (event) => {
    if (!event.target.closest("[data-draft-discard]")) return;
    forget(form.dataset.draft);
    form.reset();
    form.querySelector("[data-draft-note]").hidden = true;
  });
}
