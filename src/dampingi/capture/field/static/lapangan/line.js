// @ts-check
// How the way to the server stands, in words and with the one thing to do about it.
import { moment } from "./formats.js";
import { door } from "./parts.js";
import { _, ngettext } from "./words.js";

export const LOGIN = `/masuk/?next=${encodeURIComponent("/lapangan/")}`;

/**
 * @param {import("./sync.js").Status} status
 * @param {number} waiting things on this phone that are not recorded yet
 * @returns {{look: "good" | "watch" | "late" | "none", short: string, title: string, text: string, act: any}}
 */
export function line(status, waiting) {
  const left = ngettext("%(n)s menunggu", "%(n)s menunggu", waiting, { n: waiting });
  const again = status.next && status.next > Date.now() + 2000 ? _("Dicoba lagi %(at)s.", { at: moment(status.next) }) : "";
  const offline = status.line === "offline" || !navigator.onLine;
  if (status.line === "login") return { look: "late", short: _("Perlu masuk"), title: _("Masuk lagi untuk mengirim"), text: _("Sesi Anda sudah berakhir. Antrean di telepon ini tetap ada."), act: door(LOGIN, _("Masuk"), { icon: "lock", look: "primary" }) };
  if (status.line === "device") return { look: "late", short: _("Daftarkan lagi"), title: _("Telepon ini belum terdaftar atas nama Anda"), text: _("Daftarkan lagi; antreannya tetap ada."), act: door("#/daftar", _("Daftarkan telepon"), { icon: "phone", look: "primary" }) };
  if (status.line === "revoked") return { look: "late", short: _("Akses dicabut"), title: _("Telepon ini tidak dapat membaca data lagi"), text: status.message || _("Yang belum terkirim masih dikirim dan diputuskan dinas."), act: "" };
  if (offline) return { look: "none", short: waiting ? left : _("Tanpa sinyal"), title: _("Tanpa sinyal"), text: [_("Anda dapat terus mencatat. Dikirim sendiri begitu ada sinyal."), again].filter(Boolean).join(" "), act: "" };
  if (status.line === "sending") return { look: "watch", short: _("Mengirim…"), title: waiting ? ngettext("Mengirim %(n)s catatan…", "Mengirim %(n)s catatan…", waiting, { n: waiting }) : _("Menyamakan data…"), text: "", act: "" };
  if (status.line === "later") return { look: "watch", short: left, title: _("Server sedang sibuk"), text: again || status.message, act: "" };
  if (status.line === "broken") return { look: "late", short: left, title: _("Pengiriman terganggu"), text: [_("Antreannya tetap ada."), again].filter(Boolean).join(" "), act: "" };
  if (waiting) return { look: "watch", short: left, title: ngettext("%(n)s catatan belum selesai", "%(n)s catatan belum selesai", waiting, { n: waiting }), text: again, act: "" };
  return { look: "good", short: _("Terkirim"), title: _("Semua sudah terkirim"), text: status.at ? _("Terakhir disamakan %(at)s.", { at: moment(status.at) }) : "", act: "" };
}
