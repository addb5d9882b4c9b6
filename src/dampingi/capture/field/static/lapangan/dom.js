// @ts-check
// Elements of text and elements, never of markup: what a person typed can only ever be read, not run.

const SVG = "http://www.w3.org/2000/svg";
/** @typedef {Node | string | number | false | null | undefined} Part */
/** @typedef {Part | Part[]} Parts */

/**
 * h("p.soft", {id: "x"}, "text", h("b", "more")). A function under `onclick` and the like listens; true and false set and leave out.
 * @param {string} what tag and classes
 * @param {...any} rest attributes first, where there are any, then what is inside
 * @returns {any}
 */
export function h(what, ...rest) {
  const [tag, ...classes] = what.split(".");
  const node = document.createElement(tag || "div");
  if (classes.length) node.className = classes.join(" ");
  if (isAttributes(rest[0])) set(node, rest.shift());
  node.append(...parts(rest));
  return node;
}

/** @param {HTMLElement} node @param {Record<string, any>} attributes */
export function set(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "value" || name === "checked" || name === "disabled" || name === "hidden") /** @type {any} */ (node)[name] = value;
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, String(value));
  }
}

/** Put these in the place of whatever the node held. @param {Element} node @param {...Parts} inside */
export function fill(node, ...inside) {
  node.replaceChildren(...parts(inside));
}

/** @param {string} name an icon of the house's sprite @param {string} [more] further classes */
export function icon(name, more = "") {
  const node = document.createElementNS(SVG, "svg");
  node.setAttribute("class", `icon ${more}`.trim());
  node.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `${SPRITE}#${name}`);
  node.append(use);
  return node;
}

const SPRITE = new URL("./icons.svg", import.meta.url).pathname;
let made = 0;

/** An id no other element of this page has. @param {string} name */
export const unique = (name) => `${name}-${++made}`;

/** @param {any} value */
function isAttributes(value) {
  return value !== null && typeof value === "object" && !(value instanceof Node) && !Array.isArray(value);
}

/** @param {any[]} inside @returns {(Node | string)[]} */
function parts(inside) {
  return inside
    .flat(Infinity)
    .filter((part) => part !== null && part !== undefined && part !== false && part !== "")
    .map((part) => (part instanceof Node ? part : String(part)));
}
