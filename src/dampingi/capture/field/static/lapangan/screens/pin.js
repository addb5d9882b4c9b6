// @ts-check
// The pad of six digits: opening the app, choosing a PIN, changing it. Works with the keys of a keyboard too.
import * as vault from "../vault.js";
import { fill, h, icon } from "../dom.js";
import { number } from "../formats.js";
import { _, ngettext } from "../words.js";

export const DIGITS = 6;

/**
 * @param {string} title
 * @param {string} text
 * @param {(pin: string) => Promise<string>} entered gives what is wrong, or ""
 * @returns {any} an element
 */
export function pad(title, text, entered) {
  let pin = "";
  let busy = false;
  const dots = h("div.pin-dots", { "aria-hidden": "true" });
  const told = h("p.pin-told", { role: "status" });
  const draw = () => fill(dots, Array.from({ length: DIGITS }, (_each, i) => h(`span.pin-dot${i < pin.length ? ".pin-full" : ""}`)));
  /** @param {string} key */
  async function press(key) {
    if (busy) return;
    if (key === "Backspace") pin = pin.slice(0, -1);
    else if (pin.length < DIGITS) pin += key;
    fill(told, h("span.visually-hidden", _("%(n)s dari 6 angka", { n: pin.length })));
    draw();
    if (pin.length < DIGITS) return;
    busy = true;
    fill(told, _("Memeriksa…"));
    const wrong = await entered(pin);
    [busy, pin] = [false, ""];
    draw();
    fill(told, wrong ? h("span.late", wrong) : "");
  }
  const key = (/** @type {string} */ digit) => h("button.pin-key", { type: "button", onclick: () => press(digit) }, digit);
  const back = h("button.pin-key.pin-back", { type: "button", "aria-label": _("Hapus angka terakhir"), onclick: () => press("Backspace") }, icon("left"));
  const typed = (/** @type {KeyboardEvent} */ event) => {
    if (/^\d$/.test(event.key) || event.key === "Backspace") event.preventDefault(), void press(event.key);
  };
  draw();
  return h("section.pin", { onkeydown: typed }, h("span.pin-mark", icon("lock")), h("h1", { tabindex: -1 }, title), h("p.soft", text), dots, told,
    h("div.pin-keys", "123456789".split("").map(key), h("span"), key("0"), back)); // prettier-ignore
}

/** Tries a PIN; what is wrong in words, or "". @param {string} pin */
export async function opened(pin) {
  try {
    return (await vault.unlock(pin)) ? "" : _("PIN keliru. Coba lagi.");
  } catch (fault) {
    return tooMany(fault);
  }
}

/** @param {any} fault */
export function tooMany(fault) {
  if (fault?.name !== "Paused") return String(fault?.message ?? fault);
  const minutes = Math.ceil(fault.seconds / 60);
  return fault.seconds < 60
    ? ngettext("Terlalu banyak PIN keliru. Coba lagi dalam %(n)s detik.", "Terlalu banyak PIN keliru. Coba lagi dalam %(n)s detik.", fault.seconds, { n: number(fault.seconds) })
    : ngettext("Terlalu banyak PIN keliru. Coba lagi dalam %(n)s menit.", "Terlalu banyak PIN keliru. Coba lagi dalam %(n)s menit.", minutes, { n: number(minutes) });
}

const EASY = /^(\d)\1{5}$|^(012345|123456|234567|345678|456789|654321|543210)$/;

/** A new PIN, typed twice. @param {any} place @param {string} text @param {(pin: string) => Promise<any>} chosen */
export function choosing(place, text, chosen) {
  const first = () =>
    fill(place, pad(_("Buat PIN 6 angka"), text, async (pin) => {
      if (EASY.test(pin)) return _("PIN itu terlalu mudah ditebak. Pilih yang lain.");
      second(pin);
      return "";
    })); // prettier-ignore
  const second = (/** @type {string} */ pin) => {
    fill(place, pad(_("Ulangi PIN"), _("Ketik angka yang sama sekali lagi."), async (again) => {
      if (again === pin) return (await chosen(pin)) ?? "";
      first();
      place.querySelector(".pin-told")?.replaceChildren(_("Keduanya berbeda. Mulai lagi."));
      return "";
    })); // prettier-ignore
    place.querySelector("h1")?.focus();
  };
  first();
}
