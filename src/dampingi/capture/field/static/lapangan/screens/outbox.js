// @ts-check
// What is on this phone and not yet safe with the office, why, and what happens next.
import * as outbox from "../outbox.js";
import * as sync from "../sync.js";
import { room } from "../store.js";
import { h, icon } from "../dom.js";
import { moment, number, size } from "../formats.js";
import { offerFile } from "../keeping.js";
import { line } from "../line.js";
import { button, door, head, notice } from "../parts.js";
import { about, kind, names, standing, told, TROUBLED } from "../saying.js";
import { _, ngettext } from "../words.js";

export async function waiting() {
  const [items, known, space, { shut }] = await Promise.all([outbox.items(), names(), room(), outbox.counts()]);
  const of = (/** @type {string[]} */ states) => items.filter((item) => states.includes(item.state)).reverse();
  const groups = /** @type {[string, string, any[]][]} */ ([
    [_("Perlu dilihat"), _("Sudah aman atau tetap di telepon ini; tidak ada yang hilang."), of(TROUBLED)],
    [_("Menunggu dikirim"), _("Hanya ada di telepon ini. Jangan hapus aplikasi atau data peramban."), of(["queued"])],
    [_("Menunggu fotonya"), _("Isinya sudah di dinas; fotonya menyusul sepotong demi sepotong."), of(["waiting"])],
    [_("Terkirim"), "", of(["applied"])],
  ]);
  const shown = groups.filter(([, , found]) => found.length);
  return {
    title: _("Kirim"),
    live: true,
    body: [
      head(_("Kirim")),
      standingOfLine(items),
      shut > 0 && locked(shut),
      shown.map(([title, why, found]) => h("section.group", h("h2", title, " ", h("span.tally.num", number(found.length))), why && h("p.soft", why), h("ul.cards", found.map((item) => card(item, known))))),
      !items.length && h("p.soft", _("Yang Anda catat muncul di sini sampai dinas menerimanya.")),
      stored(items, space),
    ],
  };
}

/** @param {any[]} items */
function standingOfLine(items) {
  const { look, title, text, act } = line(sync.status(), items.length);
  const busy = sync.status().line === "sending";
  const left = items.filter((item) => ["queued", "waiting"].includes(item.state)).length;
  return h(`section.card.line-card.line-${look}`,
    h("span.line-mark", icon(LINE_ICONS[look])),
    h("div.line-words", h("p.line-title", title), text && h("p.soft.small", text)),
    (act || left > 0) && h("div.row", act, left > 0 && button(busy ? _("Sedang mengirim…") : _("Kirim sekarang"), { icon: "send", look: act ? "" : "primary", onclick: () => void sync.sync(), more: { disabled: busy } }))); // prettier-ignore
}

/** @type {Record<string, string>} */
const LINE_ICONS = { good: "check", watch: "clock", late: "alert", none: "offline" };

/** @param {any} item @param {import("../saying.js").Names} known */
function card(item, known) {
  return h("li.card.sent-card",
    h("div.spread", h("p.row-title", about(item, known) || kind(item)), standing(item)),
    h("p.row-under", [about(item, known) && kind(item), told(item, known), moment(item.made_at)].filter(Boolean).join(" · ")),
    item.reason && h("p.sent-why", item.reason), next(item)); // prettier-ignore
}

/** What happens now, and where a person decides. @param {any} item */
function next(item) {
  /** @type {Record<string, string>} */
  const says = {
    conflict: _("Kedua isian disimpan. Yang Anda catat tidak hilang; dinas memilih yang benar."),
    quarantined: _("Isinya aman di dinas. Petugas membacanya, lalu menerima atau menolaknya dengan alasan."),
    declined: _("Dinas sudah membacanya dan tidak mencatatnya. Bila keliru, catat lagi dengan benar."),
    refused: _("Belum tersimpan di dinas. Isinya tetap di telepon ini; simpan ke berkas dan serahkan kepada penyelenggara."),
  };
  if (!says[item.state]) return "";
  const page = item.state === "refused" ? "" : door(`/lapangan/kiriman/${item.id}/`, item.state === "declined" ? _("Baca keputusannya") : _("Lihat di situs"), { icon: "right", look: "quiet" });
  return [h("p.soft.small", says[item.state]), page];
}

/** What a forgotten PIN sealed. @param {number} n */
function locked(n) {
  return notice("warning", ngettext("%(n)s catatan terkunci dengan PIN yang lama.", "%(n)s catatan terkunci dengan PIN yang lama.", n, { n: number(n) }),
    h("p", _("Hanya server dinas yang dapat membukanya. Simpan ke berkas dan serahkan kepada penyelenggara; sesudah dimasukkan, hilang sendiri dari sini.")),
    button(_("Simpan antrean ke berkas"), { icon: "download", onclick: () => offerFile() })); // prettier-ignore
}

/** @param {any[]} items @param {{usage: number, quota: number, persisted: boolean}} space */
function stored(items, space) {
  const bytes = items.reduce((sum, item) => sum + item.bytes, 0);
  const tight = space.quota > 0 && space.usage / space.quota > 0.8;
  return h("section.card.part", h("h2", _("Tersimpan di telepon ini")),
    h("p.soft.num", ngettext("%(n)s catatan, %(size)s.", "%(n)s catatan, %(size)s.", items.length, { n: number(items.length), size: size(bytes) }), " ", space.quota > 0 && _("Terpakai %(used)s dari %(all)s.", { used: size(space.usage), all: size(space.quota) })),
    tight && notice("warning", _("Penyimpanan hampir penuh."), h("p", _("Kirim antrean, atau hapus foto dan aplikasi lain."))),
    !space.persisted && h("p.soft.small", _("Peramban belum menjamin penyimpanan ini. Pasang aplikasi ke layar utama, dan kirim sesering mungkin.")),
    items.length > 0 && [button(_("Simpan antrean ke berkas"), { icon: "download", onclick: () => offerFile() }), h("p.faint.small", _("Berkasnya terkunci: hanya server dinas yang dapat membacanya. Serahkan kepada penyelenggara bila telepon rusak atau PIN terlupa."))]); // prettier-ignore
}
