// @ts-check
// Everybody one mentors, found while typing. Only the rows on screen exist, so 5,000 are as quick as 50.
import * as load from "../load.js";
import { h, fill, icon } from "../dom.js";
import { isToday, number, shortDay, today } from "../formats.js";
import { LOOKS, matching, searchable, standing } from "../need.js";
import { button, empty, head, state } from "../parts.js";
import { _, ngettext } from "../words.js";

const SPARE = 6;
/** What one had typed and chosen, for coming back. */
const asked = { text: "", only: "all", stage: "" };
/** @type {{people: any[] | null, rows: Row[]}} */
let index = { people: null, rows: [] };
/** @typedef {import("../need.js").Standing & {told: string}} Row */

export async function participants() {
  const [people, all, tasks, when] = await Promise.all([load.participants(), load.stages(), load.tasks(), load.takenAt()]);
  const rows = indexed(people, { stages: all, tasks, fresh: isToday(when) });
  const list = h("div.virtual", { role: "list", "aria-label": _("Peserta") });
  const told = h("p.soft.num", { role: "status" });
  const show = () => {
    const found = filtered(rows);
    draw(list, found, show); // before anything else is written: it measures, and so would lay the page out once more
    fill(told, asked.text || asked.only !== "all" || asked.stage
      ? _("%(n)s dari %(all)s peserta", { n: number(found.length), all: number(rows.length) })
      : ngettext("%(n)s peserta", "%(n)s peserta", rows.length, { n: number(rows.length) })); // prettier-ignore
  };
  const onmove = () => requestAnimationFrame(() => list.isConnected && list.paint?.());
  addEventListener("scroll", onmove, { passive: true });
  addEventListener("resize", onmove);
  const filters = [search(show), only(show), stages(people, show)];
  queueMicrotask(show);
  return {
    title: _("Peserta"),
    body: [head(_("Peserta")), h("div.finder", filters), told, list],
    leave: () => (removeEventListener("scroll", onmove), removeEventListener("resize", onmove)),
  };
}

/** Worked out once for a load, not at every key. @param {any[]} people @param {import("../need.js").Around} around @returns {Row[]} */
function indexed(people, around) {
  if (index.people !== people) {
    index = { people, rows: people.map((who) => ({ ...standing(who, around, today()), told: searchable(who) })) };
  }
  return index.rows;
}

/** What was last looked through: a longer text can only leave some of what a shorter one found. @type {{some: Row[], key: string, text: string, found: Row[]}} */
let before = { some: [], key: "", text: "", found: [] };

/** @param {Row[]} rows */
function filtered(rows) {
  const key = `${asked.only} ${asked.stage}`;
  const on = before.key === key && before.some === rows && asked.text.startsWith(before.text);
  const some = on ? before.found : rows.filter((row) => (asked.only === "all" || row.band !== "") && (!asked.stage || (row.who.stage ?? "") === asked.stage));
  const found = matching(some, (row) => row.told, asked.text);
  before = { some: rows, key, text: asked.text, found };
  return found;
}

/** @param {() => void} show */
function search(show) {
  const type = (/** @type {any} */ event) => ((asked.text = event.target.value), scrollY && scrollTo(0, 0), show());
  const input = h("input.input", { type: "search", id: "cari", value: asked.text, autocomplete: "off", enterkeyhint: "search", placeholder: _("Nama, usaha, kelurahan, telepon"), oninput: type });
  return h("div.search", h("label.visually-hidden", { for: "cari" }, _("Cari peserta")), icon("search"), input);
}

/** @param {() => void} show */
function only(show) {
  const choose = (/** @type {any} */ event) => ((asked.only = event.target.value), show());
  const each = (/** @type {string} */ value, /** @type {string} */ words) =>
    h("label.pill", h("input", { type: "radio", name: "hanya", value, checked: asked.only === value, onchange: choose }), h("span", words));
  return h("div.pills", { role: "radiogroup", "aria-label": _("Tampilkan") }, each("all", _("Semua")), each("need", _("Perlu perhatian")));
}

/** @param {any[]} people @param {() => void} show */
function stages(people, show) {
  const names = [...new Set(people.map((who) => who.stage).filter(Boolean))];
  if (names.length < 2) return "";
  const choose = (/** @type {any} */ event) => ((asked.stage = event.target.value), show());
  const options = [h("option", { value: "" }, _("Semua tahap")), names.map((name) => h("option", { value: name }, name))];
  const list = h("select.input", { "aria-label": _("Tahap yang sedang berjalan"), onchange: choose }, options);
  list.value = asked.stage;
  return list;
}

/** @param {any} list @param {Row[]} found @param {() => void} show */
function draw(list, found, show) {
  if (!found.length) {
    list.style.height = "";
    list.paint = null;
    const again = () => (Object.assign(asked, { text: "", only: "all", stage: "" }), dispatchEvent(new Event("hashchange")));
    fill(list, empty("search", _("Tidak ada yang cocok"), _("Periksa ejaannya, atau hapus saringannya."), button(_("Hapus saringan"), { onclick: again })));
    return;
  }
  const high = 5 * rem();
  /** @type {Map<number, HTMLElement>} place -> its row, of those that are there */
  const there = new Map();
  let from = -1, to = -1;
  list.paint = (/** @type {boolean} */ anew) => {
    const above = -list.getBoundingClientRect().top;
    const spare = anew ? 1 : SPARE; // at a key only what is seen; the rest when the phone has nothing else to do
    const first = Math.max(0, Math.floor(above / high) - spare);
    const last = Math.min(found.length, Math.ceil((above + innerHeight) / high) + spare);
    if (!anew && first === from && last === to) return;
    if (anew) (list.style.height = `${found.length * high}px`), fill(list), idle(() => list.isConnected && list.paint?.());
    [from, to] = [first, last];
    for (const [place, node] of there) if (place < first || place >= last) node.remove(), there.delete(place);
    for (let place = last - 1; place >= first; place -= 1) {
      if (there.has(place)) continue;
      const node = line(found[place], place, found.length, high);
      there.set(place, node);
      list.insertBefore(node, there.get(place + 1) ?? null);
    }
  };
  list.paint(true);
}

/** @param {() => void} act */
const idle = (act) => (globalThis.requestIdleCallback ?? setTimeout)(act);

let known = { width: 0, px: 0 };
/** A rem in pixels, asked again only where the window changed: asking makes the browser work out every style. */
function rem() {
  if (known.width !== innerWidth) known = { width: innerWidth, px: parseFloat(getComputedStyle(document.documentElement).fontSize) };
  return known.px;
}

/** @param {Row} row @param {number} place @param {number} all @param {number} high */
function line({ who, why, band }, place, all, high) {
  const node = h("div.virtual-row", { role: "listitem", "aria-setsize": all, "aria-posinset": place + 1 },
    h("a.row-door", { href: `#/peserta/${who.id}` },
      h("span.row-text", h("span.row-title", who.name), h("span.row-under", [who.business, who.place].filter(Boolean).join(" · ")),
        h("span.row-under.faint", who.stage ?? _("Semua tahap selesai"), who.last_visit ? ` · ${shortDay(who.last_visit)}` : "")),
      h("span.row-beside", band ? state(LOOKS[band], h("span.visually-hidden", why[0])) : "", icon("right")))); // prettier-ignore
  node.style.transform = `translateY(${place * high}px)`;
  return node;
}
