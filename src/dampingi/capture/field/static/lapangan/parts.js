// @ts-check
// The house's components, as the pages on the server have them.
import { h, icon } from "./dom.js";

/** @typedef {import("./dom.js").Parts} Parts */
/** @typedef {{title: string, back?: string, body: Parts, foot?: any, live?: boolean, bare?: boolean, leave?: () => void}} Screen what a page hands to the shell */

/** @param {string} words @param {{icon?: string, look?: string, wide?: boolean, type?: string, onclick?: (event: Event) => any, more?: Record<string, any>}} [how] */
export function button(words, how = {}) {
  return h(`button.button${look(how)}`, { type: how.type ?? "button", onclick: how.onclick ?? (() => {}), ...how.more }, how.icon && icon(how.icon), words);
}

/** A link that looks like a button. @param {string} href @param {string} words @param {{icon?: string, look?: string, wide?: boolean, more?: Record<string, any>}} [how] */
export function door(href, words, how = {}) {
  const away = href.startsWith("http") ? { target: "_blank", rel: "noopener noreferrer" } : {};
  return h(`a.button${look(how)}`, { href, ...away, ...how.more }, how.icon && icon(how.icon), words);
}

/** @param {{look?: string, wide?: boolean}} how */
const look = (how) => `${how.look ? `.button-${how.look}` : ""}${how.wide ? ".button-wide" : ""}`;

const MARKS = { info: "info", success: "check", warning: "alert", error: "alert" };
/** @param {"info" | "success" | "warning" | "error"} kind @param {string} title @param {...Parts} inside */
export function notice(kind, title, ...inside) {
  return h(`div.notice.notice-${kind}`, { role: kind === "error" ? "alert" : "note" }, icon(MARKS[kind]), h("div.notice-body", h("p.notice-title", title), ...inside));
}

/** @param {"good" | "watch" | "late" | "none"} which @param {Parts} words */
export const state = (which, words) => h(`span.state.state-${which}`, words);

/** @param {string} mark @param {string} title @param {string} text @param {...Parts} actions */
export function empty(mark, title, text, ...actions) {
  return h("div.empty", h("span.empty-mark", icon(mark)), h("div", h("p.empty-title", title), h("p.soft", text), actions));
}

/** @param {string} title @param {...Parts} inside */
export const section = (title, ...inside) => h("section.card.part", h("h2", title), ...inside);

/** Label and value, one below the other on a phone. @param {[string, Parts][]} rows */
export function facts(rows) {
  return h("dl.facts", rows.filter(([, value]) => value).map(([name, value]) => h("div", h("dt", name), h("dd", value))));
}

/** A page's name, what stands above and below it. @param {string} title @param {Parts} [lead] @param {Parts} [kicker] */
export function head(title, lead = "", kicker = "") {
  return h("header.head", kicker ? h("p.page-kicker", kicker) : "", h("h1", { tabindex: -1 }, title), lead ? h("p.page-lead", lead) : "");
}

/** A row one can open. @param {string} href @param {string} title @param {Parts} under @param {Parts} [beside] */
export function row(href, title, under, beside = "") {
  return h("a.row-door", { href }, h("span.row-text", h("span.row-title", title), h("span.row-under", under)), h("span.row-beside", beside, icon("right")));
}

let fading = 0;
/** Say briefly what happened. @param {string} words */
export function say(words) {
  const place = document.getElementById("kabar");
  if (!place) return;
  place.textContent = words;
  place.classList.add("said");
  clearTimeout(fading);
  fading = window.setTimeout(() => place.classList.remove("said"), 4000);
}
