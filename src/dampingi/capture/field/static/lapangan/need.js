// @ts-check
// Whom to see and why: pure, of the load and a day, so that it can be read and checked by itself.
// The server works it out with its own weights (definitions/needs.yaml) and tells it with the load. Reasons speak of days, and what one records meanwhile
// changes them: where the load is of another day or something of the participant waits to be sent, the phone works out by the same weights what it can know,
// and keeps of what the server told the reasons it cannot work out (`stays`), until what they ask for is on its way.
import { between, shortDate } from "./formats.js";
import { _, lists, ngettext } from "./words.js";

/** @typedef {{text: string, weight: number}} Reason */
/** @typedef {{stages: any[], tasks: any[], fresh: boolean, conflicts?: Set<string>}} Around `fresh`: the load was compared with the server's today */
/** @typedef {{who: any, why: string[], need: number, band: string}} Standing `band`: a code of need_bands, "" where nothing presses */

/** @type {Record<string, "late" | "watch" | "none">} */
export const LOOKS = { now: "late", soon: "watch", later: "none" };
const CONFLICT = 85;

/** @param {any} who a participant of the load @param {Around} around @param {string} on today @returns {Standing} */
export function standing(who, around, on) {
  const told = around.fresh && !who.queued && who.reasons;
  const own = told ? [] : reasons(who, around, on);
  const why = told ? [...who.reasons] : own.map((each) => each.text);
  let need = told ? (who.need ?? 0) : own.reduce((sum, each) => sum + each.weight, 0);
  if (around.conflicts?.has(who.id)) {
    why.unshift(_("Catatan Anda berbeda dengan yang tersimpan"));
    need += CONFLICT;
  }
  return { who, why, need, band: lists.need_bands.find((/** @type {any} */ band) => need >= band.least)?.code ?? "" };
}

/** @param {any} who @param {Around} around @param {string} on @returns {Reason[]} the weightiest first */
function reasons(who, around, on) {
  const found = [...stays(who), promise(who, on), silence(who, on), stage(who, around.stages, on), task(who, around.tasks, on)];
  return /** @type {Reason[]} */ (found.filter(Boolean)).sort((a, b) => b.weight - a.weight);
}

/** Told by the server and nothing on its way answers it. @param {any} who @returns {Reason[]} */
function stays(who) {
  const queued = who.queued ?? [];
  return (who.stays ?? []).filter((/** @type {any} */ each) => !queued.includes(each.code === "growth_missing" ? "growth" : "visit"));
}

/** What a reason weighs: by itself, and for each day or thing beyond the limit, up to a most. @param {string} code @param {number} [beyond] */
function weighed(code, beyond = 0) {
  const { weight, per = 0, most = Infinity } = lists.needs[code];
  return Math.min(weight + per * beyond, most);
}

/** @param {any} who @param {string} on @returns {Reason | null} */
function promise(who, on) {
  if (!who.next_on || who.next_on > on) return null;
  const late = between(who.next_on, on);
  if (!late) return { text: who.again ? _("Janji kunjungan hari ini, sudah pernah ditunda") : _("Janji kunjungan hari ini"), weight: weighed("promise_today") };
  const words = { day: shortDate(who.next_on) };
  return { text: who.again ? _("Janji %(day)s terlewat, sudah pernah ditunda", words) : _("Janji %(day)s terlewat", words), weight: weighed("promise_missed", late) };
}

/** @param {any} who @param {string} on @returns {Reason | null} */
function silence(who, on) {
  if (!who.last_visit) return !who.since || between(who.since, on) > lists.needs.never_visited.after ? { text: _("Belum pernah dikunjungi"), weight: weighed("never_visited") } : null;
  const n = between(who.last_visit, on);
  const beyond = n - lists.needs.silent.after;
  return beyond > 0 ? { text: ngettext("Terakhir dikunjungi %(n)s hari lalu", "Terakhir dikunjungi %(n)s hari lalu", n, { n }), weight: weighed("silent", beyond) } : null;
}

/** @param {any} who @param {any[]} stages @param {string} on @returns {Reason | null} */
function stage(who, stages, on) {
  const late = overdue(who, stages, on);
  if (!late.length) return null;
  const n = between(late[0].due_on, on);
  return { text: ngettext("%(stage)s lewat tenggat %(n)s hari", "%(stage)s lewat tenggat %(n)s hari", n, { stage: late[0].name, n }), weight: weighed("stage_late", late.length) };
}

/** @param {any} who @param {any[]} tasks @param {string} on @returns {Reason | null} */
function task(who, tasks, on) {
  const missing = tasks.filter((t) => asks(t, who) && t.due_on < on && !(who.handed_in ?? []).includes(t.id));
  const n = missing.length;
  return n ? { text: ngettext("%(n)s tugas belum dikumpulkan", "%(n)s tugas belum dikumpulkan", n, { n }), weight: weighed("task_missing", n) } : null;
}

/** Whether a task is this participant's: of the programme, not due before they joined, and of their region where it is only for one. @param {any} task @param {any} who @returns {boolean} */
export const asks = (task, who) => task.programme === who.programme && !(who.since && task.due_on < who.since) && (!task.region || who.region === task.region || Boolean(who.region?.startsWith(`${task.region}.`)));

/** The stages that are open and past their day, in their order. @param {any} who @param {any[]} stages @param {string} on */
export function overdue(who, stages, on) {
  return stages.filter((s) => s.programme === who.programme && s.due_on && s.due_on < on && !(who.done ?? []).includes(s.id));
}

/**
 * Everyone who should be seen, in their band; within one the nearest first where one knows where one is, else the neediest.
 * @param {any[]} people @param {Around} around @param {string} on @param {{lat: number, lon: number} | null} here
 * @returns {(Standing & {far: number | null})[]}
 */
export function working(people, around, on, here) {
  const rows = people.filter((who) => who.last_visit !== on).map((who) => ({ ...standing(who, around, on), far: here && who.lat !== undefined ? metres(here, who) : null }));
  const order = lists.need_bands.map((/** @type {any} */ band) => band.code);
  return rows
    .filter((row) => row.band)
    .sort((a, b) => order.indexOf(a.band) - order.indexOf(b.band) || (a.far ?? 1e9) - (b.far ?? 1e9) || b.need - a.need || a.who.name.localeCompare(b.who.name));
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
