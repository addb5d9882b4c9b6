// @ts-check
// The person, this phone and how the app looks.
import * as load from "../load.js";
import * as people from "../people.js";
import * as vault from "../vault.js";
import * as versions from "../versions.js";
import { fill, h, icon } from "../dom.js";
import { moment, number } from "../formats.js";
import { LOGIN } from "../line.js";
import { button, door, facts, head, notice, say, section } from "../parts.js";
import { theme, wear } from "../theme.js";
import { LANGUAGES, _, language, ngettext, speak } from "../words.js";
import { choosing, pad, tooMany } from "./pin.js";

export async function me() {
  const [person, when, who] = [await people.current(), await load.takenAt(), await load.participants()];
  return {
    title: _("Saya"),
    back: "#/",
    body: [
      head(person?.name ?? _("Saya"), _("Pendamping di lapangan")),
      section(_("Data di telepon ini"), facts([[_("Peserta"), number(who.length)], [_("Terakhir diambil"), when ? moment(when) : _("belum pernah")]]), fetching()),
      section(_("Tampilan"), h("p.menu-label", "Bahasa / Language"), languages(), h("p.menu-label", _("Terang atau gelap")), themes()),
      section(_("Keamanan"), h("p.soft", _("PIN mengunci catatan di telepon ini. Aplikasi terkunci sendiri bila lama ditinggalkan.")), h("div.row", door("#/saya/pin", _("Ganti PIN"), { icon: "lock" }), button(_("Kunci sekarang"), { onclick: () => vault.lock() }))),
      section(_("Aplikasi"), facts([[_("Telepon"), h("a", { href: "/lapangan/perangkat/" }, _("Lihat perangkat saya"))], [_("Versi"), h("code", versions.version)]]), updating(), h("p", h("a", { href: "/" }, _("Buka situs Dampingi")))),
    ],
  }; // prettier-ignore
}

function fetching() {
  const told = h("div", { role: "status" });
  const act = button(_("Ambil data terbaru"), { icon: "download", onclick: fetch_ });
  async function fetch_() {
    act.disabled = true;
    try {
      await load.refresh();
      say(_("Data terbaru sudah diambil."));
      dispatchEvent(new Event("hashchange"));
    } catch (error) {
      fill(told, failure(/** @type {any} */ (error)));
    }
    act.disabled = false;
  }
  return [told, h("div", act)];
}

/** @param {any} error */
function failure(error) {
  if (error.name === "Offline") return notice("warning", _("Tanpa sinyal."), h("p", _("Data di telepon ini tetap dapat dipakai.")));
  if (error.name === "Login") return notice("warning", _("Masuk lagi untuk mengambil data."), door(LOGIN, _("Masuk"), { icon: "lock" }));
  return notice("error", error.message || _("Data tidak dapat diambil. Coba lagi."));
}

function languages() {
  const each = ([/** @type {string} */ code, /** @type {string} */ name]) => h("button", { type: "button", lang: code, "aria-pressed": String(code === language), onclick: () => speak(code) }, name);
  return h("div.switch", Object.entries(LANGUAGES).map(each));
}

function themes() {
  const known = /** @type {[string, string, string][]} */ ([["auto", "auto", _("Otomatis")], ["terang", "sun", _("Terang")], ["gelap", "moon", _("Gelap")]]);
  const row = h("div.switch", known.map(([name, mark, words]) => h("button", { type: "button", "aria-pressed": String(theme() === name), onclick: () => (wear(name), fill(row.parentNode ?? row), dispatchEvent(new Event("hashchange"))) }, icon(mark), words)));
  return row;
}

function updating() {
  const act = button(_("Periksa versi baru"), { look: "quiet", onclick: async () => {
    await versions.look();
    say(versions.ready() ? _("Versi baru siap.") : _("Belum ada versi baru."));
  } }); // prettier-ignore
  return h("div", act);
}

/** Changing the PIN: the old one first. */
export async function pin() {
  const place = h("div.pin-place");
  fill(place, pad(_("PIN sekarang"), _("Ketik PIN yang Anda pakai sekarang."), async (old) => {
    let wrong = "";
    try {
      if (!(await vault.changePin(old, old))) wrong = _("PIN keliru. Coba lagi.");
    } catch (fault) {
      wrong = tooMany(fault);
    }
    if (!wrong) choosing(place, _("PIN baru berlaku segera. Catatan yang menunggu tetap ada."), async (fresh) => {
      await vault.changePin(old, fresh);
      say(_("PIN diganti."));
      location.replace("#/saya");
    });
    return wrong;
  })); // prettier-ignore
  return { title: _("Ganti PIN"), back: "#/saya", body: [place], bare: true };
}
