// @ts-check
// Whom to see and why: pure, of the load and a day, so that it can be read and checked by itself.
import { between, shortDay } from "./formats.js";
import { _, ngettext } from "./words.js";

export const QUIET_DAYS = 30;
/** @typedef {{text: string, need: number, look: "late" | "watch" | "none"}} Reason */

/**
 * Why a participant should be seen. What the server worked out comes first where it told anything.
 * @param {any} who a participant of the load
 * @param {{stages: any[], tasks: any[], conflicts?: Set<string>}} around
 * @param {string} on today
 * @returns {Reason[]} most pressing first
 */
export function reasons(who, around, on) {
  /** @type {Reason[]} */
  const found = [];
  if (around.conflicts?.has(who.id)) found.push({ text: _("Catatan Anda berbeda dengan yang tersimpan"), need: 90, look: "late" });
  promised(who, on, found);
  if (who.reasons?.length) for (const text of who.reasons) found.push({ text, need: who.need ?? 50, look: "watch" });
  else own(who, around, on, found);
  return found.sort((a, b) => b.need - a.need);
}

/** @param {any} who @param {string} on @param {Reason[]} found */
function promised(who, on, found) {
  if (!who.next_on || who.next_on > on) return;
  const late = between(who.next_on, on);
  if (late === 0) found.push({ text: _("Janji kunjungan hari ini"), need: 80, look: "watch" });
  else found.push({ text: _("Janji kunjungan %(day)s terlewat", { day: shortDay(who.next_on) }), need: 70 + Math.min(late, 20) / 2, look: "late" });
}

/** @param {any} who @param {any} around @param {string} on @param {Reason[]} found */
function own(who, around, on, found) {
  const late = overdueStage(who, around.stages, on);
  if (late) {
    const n = between(late.due_on, on);
    found.push({ text: ngettext("%(stage)s terlambat %(n)s hari", "%(stage)s terlambat %(n)s hari", n, { stage: late.name, n }), need: 40 + Math.min(n, 60) / 3, look: "late" });
  }
  if (!who.last_visit) found.push({ text: _("Belum pernah dikunjungi"), need: 45, look: "watch" });
  else {
    const n = between(who.last_visit, on);
    if (n >= QUIET_DAYS) found.push({ text: ngettext("%(n)s hari tidak dikunjungi", "%(n)s hari tidak dikunjungi", n, { n }), need: 30 + Math.min(n, 90) / 6, look: "watch" });
  }
  const missing = around.tasks.filter((/** @type {any} */ t) => t.programme === who.programme && t.due_on < on && !(who.handed_in ?? []).includes(t.id));
  if (missing.length) {
    const n = missing.length;
    found.push({ text: n === 1 ? _("Tugas %(title)s belum dikumpulkan", { title: missing[0].title }) : ngettext("%(n)s tugas belum dikumpulkan", "%(n)s tugas belum dikumpulkan", n, { n }), need: 20 + n, look: "watch" });
  }
}

/** The first stage that is open and past its day. @param {any} who @param {any[]} stages @param {string} on */
export function overdueStage(who, stages, on) {
  return stages.find((s) => s.programme === who.programme && s.due_on && s.due_on < on && !(who.done ?? []).includes(s.id));
}

/**
 * Everyone who should be seen, the most pressing first; among equals the nearest.
 * @param {any[]} people @param {{stages: any[], tasks: any[], conflicts?: Set<string>}} around @param {string} on @param {{lat: number, lon: number} | null} here
 */
export function working(people, around, on, here) {
  const rows = people.map((who) => ({ who, why: reasons(who, around, on), far: here && who.lat !== undefined ? metres(here, who) : null }));
  const wanted = rows.filter((row) => row.why.length && row.who.last_visit !== on);
  /** @param {{why: Reason[]}} row how pressing, in steps of ten: within a step the way decides */
  const step = (row) => Math.floor((row.why[0].need + Math.min(row.why.length - 1, 3) * 2) / 10);
  return wanted.sort((a, b) => step(b) - step(a) || (a.far ?? 1e9) - (b.far ?? 1e9) || b.why[0].need - a.why[0].need || a.who.name.localeCompare(b.who.name));
}

/** Metres between two places, on a round earth. @param {{lat: number, lon: number}} a @param {{lat: number, lon: number}} b */
export function metres(a, b) {
  const rad = Math.PI / 180;
  const x = Math.sin(((b.lat - a.lat) * rad) / 2) ** 2 + Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.sin(((b.lon - a.lon) * rad) / 2) ** 2;
  return 12_742_000 * Math.asin(Math.sqrt(x));
}

/** The text a filter looks in: lower case, without accents. @param {any} who */
export const searchable = (who) => fold([who.name, who.business, who.place, who.sector, who.address, who.phone].filter(Boolean).join(" "));
/** @param {string} text */
export const fold = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");

/** Those in whose text every word stands. @template T @param {T[]} rows @param {(row: T) => string} told @param {string} asked */
export function matching(rows, told, asked) {
  const words = fold(asked).split(/\s+/).filter(Boolean);
  return words.length ? rows.filter((row) => words.every((word) => told(row).includes(word))) : rows;
}
