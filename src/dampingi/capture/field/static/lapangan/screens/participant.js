// @ts-check
// One participant: how to reach them, where they stand, and what one has written down for them on this phone.
import * as load from "../load.js";
import * as outbox from "../outbox.js";
import { h, icon } from "../dom.js";
import { day, isToday, money, month, number, relative, shortDay, today } from "../formats.js";
import { asks, LOOKS, overdue, standing } from "../need.js";
import { door, empty, facts, head, notice, section, state } from "../parts.js";
import { SEVERITIES, names, queued } from "../saying.js";
import { _, lists } from "../words.js";
import { whatsapp } from "./today.js";

/** @param {string} id */
export const find = async (id) => (await load.participants()).find((who) => who.id === id);

export function gone() {
  return { title: _("Peserta"), back: "#/peserta", body: [empty("people", _("Peserta itu tidak ada di telepon ini"), _("Mungkin sudah diserahkan kepada pendamping lain. Yang sudah Anda catat tetap terkirim."), door("#/peserta", _("Lihat semua peserta"), { icon: "people" }))] };
}

/** @param {string} id */
export async function participant(id) {
  const who = await find(id);
  if (!who) return gone();
  const stages = (await load.stages()).filter((s) => s.programme === who.programme);
  const tasks = (await load.tasks()).filter((t) => asks(t, who));
  const known = await names();
  const mine = (await outbox.items()).filter((item) => item.subject === id || item.values?.enrolment === id);
  const conflicts = new Set(mine.filter((item) => item.state === "conflict").map((item) => item.subject));
  const unsent = new Set(mine.flatMap((item) => [item.values.stage, ...(item.values.stages ?? [])]));
  return {
    title: who.name,
    back: "#/peserta",
    live: true,
    body: [
      head(who.name, who.business ? [who.business, who.sector && h("span.faint", ` · ${who.sector}`)] : _("Belum memiliki usaha"), who.place),
      reach(who),
      why(standing(who, { stages, tasks, conflicts, fresh: isToday(await load.takenAt()) }, today())),
      h("div.parts", mine.length > 0 && section(_("Yang Anda catat di telepon ini"), h("ul.lines", mine.map((item) => queued(item, known)))),
      track(who, stages, unsent),
      tasked(who, tasks),
      needs(who),
      grown(who),
      about(who)),
    ], // prettier-ignore
  };
}

/** @param {any} who */
function reach(who) {
  const where = who.lat !== undefined ? `${who.lat},${who.lon}` : who.address && encodeURIComponent(`${who.address}, ${who.place}`);
  return h("div.reach",
    door(`#/peserta/${who.id}/kunjungan`, _("Catat kunjungan"), { icon: "plus", look: "primary", wide: true }),
    h("div.reach-ways",
      who.promise && door(`#/peserta/${who.id}/tunda`, _("Tunda"), { icon: "clock" }),
      who.phone && door(whatsapp(who), _("WhatsApp"), { icon: "chat" }),
      who.phone && door(`tel:${who.phone}`, _("Telepon"), { icon: "phone" }),
      where && door(`https://www.google.com/maps/search/?api=1&query=${where}`, _("Peta"), { icon: "map" }))); // prettier-ignore
}

/** @param {import("../need.js").Standing} standing */
function why({ why: found, band }) {
  return found.length ? h("div.why", h("p.why-title", _("Mengapa perlu ditemui")), h("ul.reasons", found.map((text, i) => h(`li.reason.reason-${i ? "none" : (LOOKS[band] ?? "none")}`, text)))) : "";
}

/** @param {any} who @param {any[]} stages @param {Set<string>} unsent stages that are only on this phone yet */
function track(who, stages, unsent) {
  if (!stages.length) return "";
  const done = new Set(who.done ?? []);
  const now = stages.find((s) => !done.has(s.id));
  const late = overdue(who, stages, today())[0];
  const each = (/** @type {any} */ stage, /** @type {number} */ i) => {
    const as = done.has(stage.id) ? "done" : stage === now ? "now" : "next";
    const note = as === "done" ? (unsent.has(stage.id) ? _("selesai, menunggu dikirim") : _("selesai")) : stage.due_on && _("tenggat %(day)s", { day: shortDay(stage.due_on) });
    return h(`li.stage.stage-${as}`, h("span.stage-dot", as === "done" ? icon("check") : i + 1),
      h("span.stage-text", stage.name, h("span.stage-note", note, stage === late && h("b.late", ` · ${relative(stage.due_on)}`)))); // prettier-ignore
  };
  const act = now && door(`#/peserta/${who.id}/tahap`, _("Tandai tahap selesai"), { icon: "check" });
  return section(_("Tahap pendampingan"), h("ol.stages", stages.map(each)), act);
}

/** @param {any} who @param {any[]} tasks */
function tasked(who, tasks) {
  if (!tasks.length) return "";
  const has = new Set(who.handed_in ?? []);
  const each = (/** @type {any} */ task) =>
    h("li.line", h("span.row-text", h("span", task.title), h("span.row-under", task.due_on && _("tenggat %(day)s", { day: shortDay(task.due_on) }))),
      has.has(task.id) ? state("good", _("Terkumpul")) : state(task.due_on && task.due_on < today() ? "late" : "none", _("Belum"))); // prettier-ignore
  const act = tasks.some((t) => !has.has(t.id)) && door(`#/peserta/${who.id}/tugas`, _("Terima tugas"), { icon: "task" });
  return section(_("Tugas"), h("ul.lines", tasks.map(each)), act);
}

/** @param {any} who */
function needs(who) {
  const open = who.constraints ?? [];
  if (!open.length) return "";
  const each = (/** @type {any} */ c) => h("li.line", h("span.row-text", lists.constraints[c.code]?.name ?? c.code), state(c.severity === 3 ? "late" : c.severity === 2 ? "watch" : "none", SEVERITIES()[c.severity]));
  return section(_("Kendala yang terbuka"), h("ul.lines", open.map(each)), h("p.faint.small", _("Saat mencatat kunjungan, tandai kendala yang sudah selesai.")));
}

/** @param {any} who */
function grown(who) {
  const g = who.growth;
  const told = g
    ? [facts([
        [_("Bulan"), month(g.month)],
        [_("Omzet sebulan"), money(g.turnover)],
        [_("Minggu dengan penjualan"), _("%(n)s dari %(all)s", { n: number(g.weeks_with_sales), all: number(g.weeks) })],
        [_("Tenaga kerja"), number(g.workers)],
        [_("Jenis produk yang dijual"), number(g.products)],
        [_("Saluran pemasaran"), number(g.channels)],
        [_("NIB"), g.has_nib ? _("sudah") : _("belum")],
      ])]
    : [h("p.soft", _("Belum ada bulan yang dicatat."))]; // prettier-ignore
  return section(_("Perkembangan usaha"), ...told, door(`#/peserta/${who.id}/perkembangan`, _("Catat perkembangan"), { icon: "rise" }));
}

/** @param {any} who */
function about(who) {
  return section(_("Keterangan"), facts([
    [_("Telepon"), who.phone], [_("Alamat"), who.address], [_("Kelurahan/desa"), who.place],
    [_("Kunjungan terakhir"), who.last_visit ? `${day(who.last_visit)} (${relative(who.last_visit)})` : _("belum pernah")],
    [_("Janji berikutnya"), who.next_on && `${day(who.next_on)} (${relative(who.next_on)})`],
  ]), !who.business && notice("info", _("Peserta ini belum memiliki usaha yang tercatat."))); // prettier-ignore
}
