// @ts-check
// Light or dark as on the site: the same cookie, so that a choice made on one side holds on the other.
import { cookie, setCookie } from "./words.js";

const COOKIE = "tampilan";
/** @type {Record<string, string>} */
const THEMES = { terang: "light", gelap: "dark" };

export const theme = () => (cookie(COOKIE) in THEMES ? cookie(COOKIE) : "auto");

/** @param {string} [name] */
export function wear(name) {
  if (name) setCookie(COOKIE, name);
  const chosen = THEMES[theme()];
  if (chosen) document.documentElement.dataset.theme = chosen;
  else delete document.documentElement.dataset.theme;
}
