// @ts-check
// What one wrote down on this phone, said in a line: what it is, and where it stands on its way.
import * as load from "./load.js";
import { h } from "./dom.js";
import { moment, month, shortDay } from "./formats.js";
import { state } from "./parts.js";
import { _, lists, ngettext } from "./words.js";

export const SEVERITIES = () => ({ 1: _("Ringan"), 2: _("Terasa"), 3: _("Menghambat usaha") });
const KINDS = () => ({ visit: _("Kunjungan"), put_off: _("Penundaan kunjungan"), stage: _("Tahap selesai"), task: _("Pengumpulan tugas"), attendance: _("Kehadiran"), growth: _("Perkembangan usaha"), report: _("Laporan bulanan") });
/** @type {() => Record<string, [any, string]>} */
const STATES = () => ({
  queued: ["none", _("Menunggu dikirim")],
  waiting: ["watch", _("Menunggu foto terkirim")],
  applied: ["good", _("Terkirim")],
  conflict: ["watch", _("Berbeda dengan yang tercatat")],
  quarantined: ["watch", _("Ditahan untuk diperiksa")],
  declined: ["late", _("Ditolak dinas")],
  refused: ["late", _("Tidak dapat diterima")],
});
/** Those that need a person. */
export const TROUBLED = ["conflict", "quarantined", "declined", "refused"];

/** @param {any} item of the outbox */
export const standing = (item) => state(...(STATES()[item.state] ?? STATES().queued));

/** @param {any} item */
export const kind = (item) => KINDS()[/** @type {keyof ReturnType<KINDS>} */ (item.kind)] ?? item.kind;

/** What the ids of items stand for. */
export async function names() {
  const [people, stages, tasks, meetings, reports] = await Promise.all([load.participants(), load.stages(), load.tasks(), load.meetings(), load.reports()]);
  const by = (/** @type {any[]} */ rows, /** @type {string} */ name) => new Map(rows.map((row) => [row.id, row[name]]));
  return { people: by(people, "name"), stages: by(stages, "name"), tasks: by(tasks, "title"), meetings: by(meetings, "title"), reports: by(reports, "month") };
}
/** @typedef {Awaited<ReturnType<names>>} Names */

/** Whom it is about. @param {any} item @param {Names} known @returns {string} */
export const about = (item, known) => known.people.get(item.kind === "attendance" ? item.values.enrolment : item.subject) ?? "";

/** What it says, in a few words. @param {any} item @param {Names} known @returns {string} */
export function told(item, known) {
  const said = item.values;
  const ways = {
    visit: () => [shortDay(said.on), lists.topics[said.topic]],
    put_off: () => [_("ke %(day)s", { day: shortDay(said.until) }), lists.put_off[said.reason]],
    stage: () => [known.stages.get(said.stage)],
    task: () => [known.tasks.get(said.task)],
    growth: () => [month(said.month)],
    attendance: () => [known.meetings.get(item.subject), said.present ? _("hadir") : _("tidak hadir")],
    report: () => [month(known.reports.get(item.subject))],
  };
  const photos = item.photosLeft && ngettext("%(n)s foto belum terkirim", "%(n)s foto belum terkirim", item.photosLeft, { n: item.photosLeft });
  return [...(ways[/** @type {keyof typeof ways} */ (item.kind)]?.() ?? []), photos].filter(Boolean).join(" · ");
}

/** A line on the participant's page. @param {any} item @param {Names} known */
export function queued(item, known) {
  return h("li.line", h("a.row-text", { href: "#/kirim" }, h("span", kind(item)), h("span.row-under", [told(item, known), moment(item.made_at)].filter(Boolean).join(" · "))), standing(item));
}
