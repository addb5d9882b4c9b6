// @ts-check
/** Calls of the server. What can go wrong has a type each, so that nobody guesses from a status. */
import * as people from "./people.js";
import * as vault from "./vault.js";

const API = "/lapangan/api/";
/** Milliseconds for a call, and for each byte it sends: 2 KB a second is a slow line, not a broken one. */
const PATIENCE = 60_000;
const PATIENCE_PER_BYTE = 0.5;

/** How often our server answered, whatever it said: as long as this grows, the line is not down. */
export let answers = 0;

/** No answer of our server: no signal, a gateway's page, a broken line. */
export class Offline extends Error {
  name = "Offline";
}
/** Somebody has to log in. */
export class Login extends Error {
  name = "Login";
}
/** This phone is not registered in the name of who is logged in. */
export class Device extends Error {
  name = "Device";
}
/** Revoked, or its owner is no mentor any more. */
export class Revoked extends Error {
  name = "Revoked";
}
/** The server is busy. */
export class Later extends Error {
  name = "Later";
  /** @param {string} message @param {number} seconds */
  constructor(message, seconds) {
    super(message);
    this.seconds = seconds;
  }
}
/** The server broke on this; perhaps on this alone. */
export class Broken extends Error {
  name = "Broken";
}
/** Read and refused. */
export class Refused extends Error {
  name = "Refused";
  /** @param {string} code @param {string} message @param {any} said */
  constructor(code, message, said) {
    super(message);
    this.code = code;
    this.said = said;
  }
}

/**
 * @param {"GET" | "POST" | "PUT"} method
 * @param {string} path below /lapangan/api/
 * @param {unknown} [body] an object, a text (JSON already) or bytes
 * @returns {Promise<any>} what the server said
 */
export async function call(method, path, body) {
  try {
    return await once(method, path, body);
  } catch (error) {
    if (!(error instanceof Refused && error.code === "csrf")) throw error;
    await once("GET", "tanda-terima/?ids=").catch(() => null); // brings the new cookie, whoever one is
    return once(method, path, body);
  }
}

/**
 * Register this phone in the name of who is logged in, who is then its current user. What another one has on it stays.
 * @param {string} name
 * @returns {Promise<people.Person>}
 */
export async function register(name) {
  const said = await call("POST", "perangkat/", { name });
  const person = { user: said.user.id, name: said.user.name, device: said.device, token: said.token, recovery: said.recovery };
  await people.remember(person);
  await vault.change(person.user);
  return person;
}

/** End the login on this phone; what is queued stays. @returns {Promise<boolean>} false without signal */
export async function logout() {
  const headers = { "X-CSRFToken": cookie("csrftoken") };
  const answer = await fetch("/keluar/", { method: "POST", headers, credentials: "same-origin", redirect: "manual" }).catch(() => null);
  return answer !== null && (answer.type === "opaqueredirect" || answer.ok);
}

/** @param {string} method @param {string} path @param {unknown} [body] */
async function once(method, path, body) {
  const bytes = body instanceof ArrayBuffer || body instanceof Blob;
  /** @type {Record<string, string>} */
  const headers = { Accept: "application/json" };
  const person = await people.current();
  if (person) Object.assign(headers, { "X-Device": person.device, "X-Device-Token": person.token });
  if (method !== "GET") headers["X-CSRFToken"] = cookie("csrftoken");
  if (body !== undefined) headers["Content-Type"] = bytes ? "application/octet-stream" : "application/json";
  const sent = body === undefined || bytes || typeof body === "string" ? body : JSON.stringify(body);
  const patience = PATIENCE + PATIENCE_PER_BYTE * weight(sent);
  return read(await answered(API + path, { method, headers, body: /** @type {any} */ (sent), signal: AbortSignal.timeout(patience) }));
}

/** @param {string} address @param {RequestInit} asked */
async function answered(address, asked) {
  try {
    const answer = await fetch(address, { ...asked, cache: "no-store", credentials: "same-origin", redirect: "error" });
    return { answer, said: await told(answer) };
  } catch (error) {
    throw new Offline(String(error));
  }
}

/** @param {Response} answer @returns {Promise<any>} null for what is not JSON: not our server's answer, or a broken server's */
async function told(answer) {
  const text = await answer.text();
  if (!answer.headers.get("Content-Type")?.startsWith("application/json")) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** @param {{answer: Response, said: any}} got */
function read({ answer, said }) {
  if (said) answers += 1;
  if (answer.ok && said) return said;
  const message = said?.message ?? "";
  if ([429, 502, 503, 504].includes(answer.status)) throw new Later(message, seconds(answer.headers.get("Retry-After")));
  if (answer.status === 413) throw new Refused("too_large", message, said);
  if (answer.status >= 500) throw new Broken(message);
  if (!said?.error) throw new Offline(`${answer.status}`); // a portal's page, a proxy
  if (said.error === "login") throw new Login(message);
  if (said.error === "device") throw new Device(message);
  if (said.error === "revoked" || said.error === "no_mentor") throw new Revoked(message);
  throw new Refused(said.error, message, said);
}

/** @param {any} sent @returns {number} bytes, about */
const weight = (sent) => sent?.byteLength ?? sent?.size ?? sent?.length ?? 0;

/** @param {string | null} text a number of seconds or a date */
function seconds(text) {
  if (!text) return 0;
  const told = Number(text);
  const left = Number.isFinite(told) ? told : (Date.parse(text) - Date.now()) / 1000;
  return Number.isFinite(left) ? Math.min(Math.max(left, 0), 3600) : 0;
}

/** @param {string} name */
function cookie(name) {
  const found = document.cookie.split("; ").find((pair) => pair.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
}
