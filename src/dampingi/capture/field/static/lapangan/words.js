// @ts-check
// Sentences in the person's language. The source is Indonesian; the server writes words.<language>.js from its own catalogue, with the code lists.

const COOKIE = "django_language";
export const LANGUAGES = { id: "Indonesia", en: "English" };

/** @param {string} name */
export function cookie(name) {
  const found = document.cookie.split("; ").find((part) => part.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
}

/** @param {string} name @param {string} value */
export function setCookie(name, value) {
  document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;
}

export const language = cookie(COOKIE) === "en" ? "en" : "id";

/** @param {string} chosen */
export function speak(chosen) {
  setCookie(COOKIE, chosen);
  location.reload();
}

const { words, lists } = await import(language === "en" ? "./words.en.js" : "./words.id.js");

/** code lists of the house: {topics: {code: name}, ...} in their order @type {Record<string, any>} */
export { lists };

/** A sentence, with %(name)s replaced. @param {string} sentence @param {Record<string, string | number>} [values] */
export function _(sentence, values) {
  return put(words[sentence] ?? sentence, values);
}

/** One and many, as the language counts. @param {string} one @param {string} many @param {number} n @param {Record<string, string | number>} [values] */
export function ngettext(one, many, n, values) {
  const told = words[one] ?? [one, many];
  return put(told[language === "en" && n !== 1 ? 1 : 0], values);
}

/** @param {string} sentence @param {Record<string, string | number>} [values] */
function put(sentence, values) {
  return values ? sentence.replace(/%\((\w+)\)s/g, (_whole, name) => String(values[name] ?? "")) : sentence;
}
