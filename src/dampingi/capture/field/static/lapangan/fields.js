// @ts-check
// One question of a form: how it looks, what was answered, what is wrong with the answer.
import { h, icon, set, unique } from "./dom.js";
import { money, readMoney, today } from "./formats.js";
import { _ } from "./words.js";

/**
 * @typedef {object} Field
 * @property {string} name
 * @property {any} node
 * @property {() => any} read what was answered; "" or null for nothing
 * @property {(value: any) => void} write
 * @property {() => string} check what is wrong, or ""
 * @property {(text: string) => void} mark shows what is wrong, or nothing any more
 * @property {() => void} focus
 */
/** @typedef {{value?: any, help?: string, required?: boolean, most?: number, least?: number, rows?: number, unit?: string, plain?: boolean, quick?: [string, any][], placeholder?: string}} How */

/** @param {string} name @param {string} label @param {How} [how] */
export const text = (name, label, how = {}) => typed(name, label, h("input.input", { type: "text", maxlength: how.most ?? 300, placeholder: how.placeholder }), how);

/** @param {string} name @param {string} label @param {How} [how] */
export const area = (name, label, how = {}) => typed(name, label, h("textarea.input", { rows: how.rows ?? 4, maxlength: how.most ?? 4000, placeholder: how.placeholder }), how);

/** @param {string} name @param {string} label @param {How} [how] */
export function day(name, label, how = {}) {
  const input = h("input.input", { type: "date", max: how.most, min: how.least });
  return typed(name, label, input, { ...how, most: undefined }, (value) => {
    if (how.most && value > how.most) return _("Tanggal itu belum tiba. Perbaiki tanggalnya.");
    return how.least && value < String(how.least) ? _("Tanggal itu sudah lewat. Perbaiki tanggalnya.") : "";
  });
}

/** A whole number. @param {string} name @param {string} label @param {How & {wrong?: string}} [how] */
export function count(name, label, how = {}) {
  const [least, most] = [how.least ?? 0, how.most ?? 1_000_000];
  const input = h("input.input.num", { type: "text", inputmode: "numeric", pattern: "[0-9]*", autocomplete: "off" });
  const field = typed(name, label, input, { ...how, most: undefined }, (value) =>
    /^\d{1,9}$/.test(value) && Number(value) >= least && Number(value) <= most ? "" : (how.wrong ?? _("Isi angka antara %(least)s dan %(most)s.", { least, most })),
  );
  const read = field.read;
  return { ...field, read: () => (/^\d{1,9}$/.test(read()) ? Number(read()) : read() === "" ? null : read()) };
}

/** @param {string} name @param {string} label @param {How} [how] */
export function rupiah(name, label, how = {}) {
  const input = h("input.input.num", { type: "text", inputmode: "numeric", autocomplete: "off", placeholder: how.placeholder });
  const tidy = () => {
    const found = readMoney(input.value);
    if (found !== null) input.value = money(found).replace(/^Rp\s?/, "");
  };
  input.addEventListener("change", tidy);
  const field = typed(name, label, input, { ...how, unit: "Rp" }, (value) => (readMoney(value) === null ? _("Isi jumlah dalam rupiah, misalnya 2.500.000.") : ""));
  const read = field.read;
  return {
    ...field,
    read: () => (read() === "" ? null : (readMoney(read()) ?? read())),
    write: (/** @type {any} */ value) => ((input.value = value ?? ""), tidy()),
  };
}

/** One of a few, as buttons to press. @param {string} name @param {string} label @param {[any, string][]} choices @param {How} [how] */
export function choice(name, label, choices, how = {}) {
  const group = unique(name);
  const inputs = choices.map(([value]) => h("input", { type: "radio", name: group, value: String(value) }));
  const pills = h(`div.pills${choices.length > 6 ? ".pills-grid" : ""}`, choices.map(([, words], i) => h("label.pill", inputs[i], h("span", words))));
  const at = (/** @type {any} */ value) => choices.findIndex(([known]) => known === value);
  const field = grouped(name, label, pills, how);
  const read = () => choices[inputs.findIndex((input) => input.checked)]?.[0] ?? "";
  const write = (/** @type {any} */ value) => inputs.forEach((input, i) => (input.checked = i === at(value)));
  write(how.value);
  return { ...field, read, write, check: () => (how.required && read() === "" ? _("Pilih salah satu.") : ""), focus: () => (inputs.find((input) => input.checked) ?? inputs[0])?.focus() };
}

/** Any of several. @param {string} name @param {string} label @param {[string, string][]} choices @param {How} [how] */
export function several(name, label, choices, how = {}) {
  const inputs = choices.map(([value]) => h("input", { type: "checkbox", value }));
  const list = h("div.ticks", choices.map(([, words], i) => h("label.tick", inputs[i], h("span", words))));
  const write = (/** @type {any} */ value) => inputs.forEach((input) => (input.checked = (value ?? []).includes(input.value)));
  write(how.value);
  return { ...grouped(name, label, list, how), read: () => inputs.filter((input) => input.checked).map((input) => input.value), write, focus: () => inputs[0]?.focus() };
}

/** One of many, as the phone's own list. @param {string} name @param {string} label @param {any[]} choices pairs, or {group, rows} @param {How} [how] */
export function select(name, label, choices, how = {}) {
  const option = (/** @type {[string, string]} */ [value, words]) => h("option", { value }, words);
  const inside = choices.map((each) => (Array.isArray(each) ? option(/** @type {[string, string]} */ (each)) : h("optgroup", { label: each.group }, each.rows.map(option))));
  return typed(name, label, h("select.input", inside), how);
}

/** @param {string} name @param {string} label @param {any} input @param {How} how @param {(value: string) => string} [judge] @returns {Field} */
function typed(name, label, input, how, judge = () => "") {
  const id = unique(name);
  set(input, { id, name, "aria-required": how.required || null, "aria-describedby": how.help ? `${id}-help` : null });
  if (how.value !== undefined && how.value !== null) input.value = how.value;
  const around = how.unit ? h("div.with-unit", h("span", { "aria-hidden": "true" }, how.unit), input) : input;
  const quick = how.quick && h("div.quick", how.quick.map(([words, value]) => h("button.chip-button", { type: "button", onclick: () => put(input, value) }, words)));
  const node = h("div.field", h("label.field-label", { for: id }, label, optional(how)), how.help && h("p.field-help", { id: `${id}-help` }, how.help), around, quick);
  const read = () => input.value.trim();
  return {
    name, node, read,
    write: (value) => (input.value = value ?? ""),
    check: () => (read() === "" ? (how.required ? _("Wajib diisi.") : "") : judge(read())),
    mark: (wrong) => mark(node, [input], wrong),
    focus: () => input.focus(),
  }; // prettier-ignore
}

/** @param {any} input @param {any} value */
function put(input, value) {
  input.value = value;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

/** @param {string} name @param {string} label @param {any} inside @param {How} how */
export function grouped(name, label, inside, how = {}) {
  const node = h("div.field", h("fieldset", h("legend.field-label", label, optional(how)), how.help && h("p.field-help", how.help), inside));
  return { name, node, check: () => "", mark: (/** @type {string} */ wrong) => mark(node, [...inside.querySelectorAll("input")], wrong), focus: () => inside.querySelector("input, button")?.focus() };
}

/** @param {How} how */
const optional = (how) => (how.required || how.plain ? "" : h("span.field-optional", " (", _("boleh kosong"), ")"));

/** @param {any} node @param {any[]} inputs @param {string} wrong */
function mark(node, inputs, wrong) {
  node.querySelector(".field-errors")?.remove();
  node.classList.toggle("field-wrong", Boolean(wrong));
  for (const input of inputs) set(input, { "aria-invalid": String(Boolean(wrong)) });
  if (wrong) node.append(h("p.field-errors", h("span.row", icon("alert"), wrong)));
}

/** The days people mean most often. @param {number[]} ahead @returns {[string, string][]} */
export function soon(ahead) {
  /** @type {Record<number, string>} */
  const named = { 0: _("Hari ini"), [-1]: _("Kemarin"), 1: _("Besok"), 7: _("1 minggu lagi"), 14: _("2 minggu lagi"), 30: _("1 bulan lagi") };
  return ahead.map((n) => [named[n], today(n)]);
}
