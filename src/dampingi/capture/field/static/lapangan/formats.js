// @ts-check
// Days, money and counts as a reader of the chosen language expects them, and the days as the protocol writes them.
import { _, language, ngettext } from "./words.js";

const LOCALE = language === "en" ? "en-GB" : "id-ID";
export const MISSING = "–";
const DAY = 86_400_000;
const numbers = new Intl.NumberFormat(language === "en" ? "en-US" : "id-ID");
const days = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const shortDays = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "short", timeZone: "UTC" });
const shortDates = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const longDays = new Intl.DateTimeFormat(LOCALE, { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" });
const months = new Intl.DateTimeFormat(LOCALE, { month: "long", year: "numeric", timeZone: "UTC" });
const clocks = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });

/** Today where the phone is, as "2026-06-10". @param {number} [shift] days from today */
export function today(shift = 0) {
  const now = new Date(Date.now() + shift * DAY);
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** Whether a moment was today. @param {number | null} at */
export const isToday = (at) => at !== null && new Date(at).toDateString() === new Date().toDateString();

/** @param {number} n */
const two = (n) => String(n).padStart(2, "0");
/** Whole days from one day to another. @param {string} from @param {string} to */
export const between = (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / DAY);
/** @param {string | undefined} value */
export const day = (value) => (value ? days.format(new Date(value)) : MISSING);
/** @param {string | undefined} value */
export const shortDay = (value) => (value ? shortDays.format(new Date(value)) : MISSING);
/** @param {string} value */
export const shortDate = (value) => shortDates.format(new Date(value));
/** @param {string} value */
export const weekday = (value) => longDays.format(new Date(value));
/** @param {string | undefined} value */
export const month = (value) => (value ? months.format(new Date(value)) : MISSING);
/** The first day of a month, some months away from this one. @param {number} shift */
export function monthStart(shift) {
  const now = new Date();
  const then = new Date(now.getFullYear(), now.getMonth() + shift, 1);
  return `${then.getFullYear()}-${two(then.getMonth() + 1)}-01`;
}
/** @param {string | number | Date} value */
export const moment = (value) => clocks.format(new Date(value)).replace(/(\d\d):(\d\d)/, language === "en" ? "$1:$2" : "$1.$2");
/** @param {number | null | undefined} n */
export const number = (n) => (n === null || n === undefined ? MISSING : numbers.format(n));
/** @param {number | null | undefined} n */
export const money = (n) => (n === null || n === undefined ? MISSING : `Rp\u00a0${numbers.format(n)}`);

/** @param {string} value a day */
export function relative(value) {
  const n = between(today(), value);
  if (n === 0) return _("hari ini");
  if (n === 1) return _("besok");
  if (n === -1) return _("kemarin");
  return n > 0 ? ngettext("%(n)s hari lagi", "%(n)s hari lagi", n, { n: number(n) }) : ngettext("%(n)s hari lalu", "%(n)s hari lalu", -n, { n: number(-n) });
}

/** @param {number} bytes */
export function size(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${number(Math.round(bytes / 1000))} kB`;
  if (bytes < 1_000_000_000) return `${numbers.format(Math.round(bytes / 100_000) / 10)} MB`;
  return `${numbers.format(Math.round(bytes / 100_000_000) / 10)} GB`;
}

/** @param {number} metres */
export function distance(metres) {
  return metres < 1000 ? `${number(Math.round(metres / 50) * 50)} m` : `${numbers.format(Math.round(metres / 100) / 10)} km`;
}

/** Whole rupiah from what a person typed: "2.500.000", "Rp 2,500,000". Null where it is no number. @param {string} text */
export function readMoney(text) {
  const digits = text.replace(/[^\d]/g, "");
  return digits && digits.length < 16 && !/[^\d.,\s\u00a0Rrp]/.test(text) ? Number(digits) : null;
}
