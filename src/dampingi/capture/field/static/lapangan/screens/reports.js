// @ts-check
// The mentor's own words of the month; the figures are worked out on the server, where the report is handed in.
import * as load from "../load.js";
import * as outbox from "../outbox.js";
import { h } from "../dom.js";
import { area } from "../fields.js";
import { form } from "../form.js";
import { day, month, relative, today } from "../formats.js";
import { door, empty, head, row, state } from "../parts.js";
import { _ } from "../words.js";

const WORDS = /** @type {const} */ (["obstacle", "success", "plan"]);

export async function reports() {
  const rows = await load.reports();
  const each = (/** @type {any} */ r) =>
    h("li", row(`#/laporan/${r.id}`, month(r.month), r.due_on && _("batas waktu %(day)s, %(when)s", { day: day(r.due_on), when: relative(r.due_on) }), r.state === "returned" ? state("late", _("Dikembalikan")) : state(r.due_on && r.due_on < today() ? "late" : "none", _("Draf"))));
  const none = empty("report", _("Tidak ada laporan yang harus ditulis"), _("Laporan bulan berjalan muncul di sini sesudah dibuat dinas, dan hilang sesudah Anda ajukan."), door("/laporan/", _("Buka laporan di situs"), { icon: "right" }));
  return { title: _("Laporan"), live: true, body: [head(_("Laporan bulanan"), _("Tulis selagi ingat, juga tanpa sinyal. Angkanya disusun otomatis; laporan diajukan di situs.")), rows.length ? h("ul.doors", rows.map(each)) : none] };
}

/** @param {string} id */
export async function report(id) {
  const found = (await load.reports()).find((r) => r.id === id);
  const back = "#/laporan";
  if (!found) return { title: _("Laporan"), back, body: [empty("report", _("Laporan itu tidak ada di telepon ini"), _("Mungkin sudah diajukan. Lihat di situs."), door(back, _("Kembali ke daftar laporan"), {}))] };
  const words = { obstacle: [_("Kendala bulan ini"), _("Apa yang menghambat peserta atau pendampingan.")], success: [_("Keberhasilan bulan ini"), _("Apa yang berhasil, sebutkan contohnya.")], plan: [_("Rencana bulan depan"), _("Apa yang akan Anda lakukan, untuk siapa.")] };
  const base = Object.fromEntries(WORDS.map((w) => [w, found[w] ?? ""]));
  const changed = (/** @type {Record<string, any>} */ said) => Object.fromEntries(WORDS.filter((w) => said[w] !== base[w]).map((w) => [w, said[w]]));
  return form({
    key: `laporan:${id}`,
    title: _("Laporan %(month)s", { month: month(found.month) }),
    back,
    lead: found.due_on && _("Batas waktu %(day)s, %(when)s.", { day: day(found.due_on), when: relative(found.due_on) }),
    fields: WORDS.map((w) => area(w, words[w][0], { value: base[w], help: words[w][1], rows: 6 })),
    judge: (said) => (Object.keys(changed(said)).length ? "" : _("Belum ada yang berubah sejak terakhir disimpan.")),
    send: (said, submission) => outbox.enqueue({ kind: "report", subject: id, base, values: changed(said), id: submission }),
    said: _("Tulisan tersimpan. Sesudah terkirim, ajukan laporannya di situs."),
  });
}
