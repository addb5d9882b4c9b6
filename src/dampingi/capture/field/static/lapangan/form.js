// @ts-check
// A form that survives a reload and a lock, tells what is wrong with it, and is kept on the phone before anything else.
import * as drafts from "./drafts.js";
import { h, fill } from "./dom.js";
import { newId } from "./ids.js";
import { button, head, notice, say } from "./parts.js";
import { _, ngettext } from "./words.js";

const ID = "submission";
/** @typedef {import("./fields.js").Field} Field */

/**
 * @param {object} told
 * @param {string} told.key of its draft
 * @param {string} told.title
 * @param {string} told.back where it came from, and where it goes when it is done
 * @param {any} [told.lead] below the title
 * @param {any} [told.kicker] above it
 * @param {Field[]} told.fields what is asked and kept as a draft
 * @param {any} [told.inside] how the fields are laid out; else one below the other
 * @param {string} [told.words] on the button
 * @param {(values: Record<string, any>) => string} [told.judge] what is wrong with the whole
 * @param {(values: Record<string, any>, id: string) => Promise<any>} told.send `id`: of the submission, kept with the draft
 * @param {string} [told.said] afterwards
 * @returns {Promise<import("./parts.js").Screen>}
 */
export async function form(told) {
  const note = h("div");
  const wrong = h("div", { tabindex: -1 });
  const save = button(told.words ?? _("Simpan"), { icon: "check", look: "primary", wide: true, type: "submit" });
  const body = h("form.form", { novalidate: true, id: "isian", "data-draft": told.key }, note, wrong, told.inside ?? told.fields.map((f) => f.node));
  const keeping = await keep(told, body, note);
  body.addEventListener("submit", async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (save.disabled || !sound(told, wrong)) return;
    save.disabled = true;
    try {
      await told.send(values(told.fields), keeping.id);
      await keeping.drop();
      say(told.said ?? _("Tersimpan di telepon ini. Dikirim begitu ada sinyal."));
      location.replace(told.back);
    } catch (fault) {
      save.disabled = false;
      complain(wrong, fault);
    }
  });
  save.setAttribute("form", "isian");
  return { title: told.title, back: told.back, body: [head(told.title, told.lead, told.kicker), body], foot: save, leave: keeping.stop };
}

/** @param {Field[]} fields @returns {Record<string, any>} */
const values = (fields) => Object.fromEntries(fields.map((field) => [field.name, field.read()]));

/** @param {{fields: Field[], judge?: (values: Record<string, any>) => string}} told @param {any} place */
function sound(told, place) {
  const faults = told.fields.map((field) => ({ field, text: field.check() }));
  faults.forEach(({ field, text }) => field.mark(text));
  const found = faults.filter(({ text }) => text);
  const whole = found.length ? "" : (told.judge?.(values(told.fields)) ?? "");
  fill(place, found.length ? notice("error", ngettext("%(n)s isian perlu diperbaiki.", "%(n)s isian perlu diperbaiki.", found.length, { n: found.length }), h("p", _("Isian lain tidak hilang."))) : whole && notice("error", whole));
  if (found.length) found[0].field.focus();
  else if (whole) place.focus();
  return !found.length && !whole;
}

/** @param {any} place @param {any} fault */
function complain(place, fault) {
  fill(place, fault?.name === "TooLong" ? notice("error", _("Isiannya terlalu panjang."), h("p", _("Ringkaskan, atau bagi menjadi dua catatan."))) : fault?.name === "Full"
    ? notice("error", _("Penyimpanan telepon penuh."), h("p", _("Isian ini belum tersimpan. Biarkan halaman ini terbuka: buang foto dari isian ini, atau hapus foto dan aplikasi lain di telepon, lalu tekan Simpan lagi.")))
    : notice("error", _("Belum tersimpan."), h("p", String(fault?.message ?? fault)))); // prettier-ignore
  place.focus();
}

/** Puts an earlier draft back, and keeps what is typed from now on. @param {{key: string, fields: Field[]}} told @param {any} body @param {any} note */
async function keep(told, body, note) {
  const known = await drafts.read(told.key).catch(() => null);
  const blank = values(told.fields);
  const id = known?.[ID] ?? newId();
  if (known) {
    for (const field of told.fields) if (known[field.name] !== undefined) field.write(known[field.name]);
    fill(note, h("p.draft-note", _("Isian Anda yang belum disimpan dikembalikan."), h("button", { type: "button", onclick: discard }, _("Kosongkan"))));
  }
  let waiting = 0;
  const store = () => drafts.save(told.key, { ...values(told.fields), [ID]: id }).catch(() => say(_("Draf tidak dapat disimpan: penyimpanan telepon penuh.")));
  const later = () => (clearTimeout(waiting), (waiting = window.setTimeout(store, 400)));
  const now = () => waiting && (clearTimeout(waiting), (waiting = 0), store());
  body.addEventListener("input", later);
  body.addEventListener("change", later);
  body.addEventListener("change", mended);
  document.addEventListener("visibilitychange", now);
  /** What was wrong is looked at again once it is answered. @param {any} event */
  function mended(event) {
    const field = told.fields.find((each) => each.node.contains(event.target) && each.node.classList.contains("field-wrong"));
    field?.mark(field.check());
  }
  async function discard() {
    clearTimeout(waiting);
    await drafts.drop(told.key);
    for (const field of told.fields) field.write(blank[field.name]), field.mark("");
    fill(note);
  }
  return {
    id,
    drop: () => (clearTimeout(waiting), (waiting = 0), drafts.drop(told.key)),
    stop: () => (document.removeEventListener("visibilitychange", now), now()),
  };
}
