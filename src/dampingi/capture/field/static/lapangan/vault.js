// @ts-check
/**
 * A person's key. It seals everything of theirs on this phone, and is itself kept only wrapped: by the PIN (PBKDF2), and by the server's
 * public recovery key. Who forgot the PIN hands a file to the server, which alone can open it. Opened, it lives in memory only.
 */
import * as people from "./people.js";
import { all, ask, get, persist, write } from "./store.js";
import { telling } from "./telling.js";

/** @typedef {{iv: Uint8Array<ArrayBuffer>, data: ArrayBuffer}} Sealed */

export const ROUNDS = 600_000;
const FREE = 5;
const LONGEST = 15 * 60;
const AES = { name: "AES-GCM", length: 256 };
const OAEP = { name: "RSA-OAEP", hash: "SHA-256" };

/** The vault is locked; the PIN opens it. */
export class Locked extends Error {
  name = "Locked";
}

/** Too many wrong PINs; `seconds` until the next may be tried. */
export class Paused extends Error {
  name = "Paused";
  /** @param {number} seconds */
  constructor(seconds) {
    super(`${seconds}`);
    this.seconds = seconds;
  }
}

/** @type {{user: string, key: CryptoKey} | null} */
let held = null;
const changes = telling("lapangan-vault");
const { subscribe } = changes;
export { subscribe };

/** @returns {Promise<"none" | "locked" | "open">} of who uses the phone now */
export async function state() {
  const person = await people.current();
  if (!person || !(await get("keys", person.user))) return "none";
  return held?.user === person.user ? "open" : "locked";
}

/** @returns {string} whose vault is open. Raises Locked. */
export function owner() {
  if (!held) throw new Locked("locked");
  return held.user;
}

export function isOpen() {
  return held !== null;
}

/**
 * A new key for who uses the phone now. Asks the browser to keep what is stored here.
 * @param {string} pin
 * @param {JsonWebKey} [recovery] the server's public key; told at the registration
 */
export async function create(pin, recovery) {
  const person = await people.current();
  if (!person) throw new Locked("nobody is registered");
  await persist();
  const key = await crypto.subtle.generateKey(AES, true, ["encrypt", "decrypt"]);
  const row = { user: person.user, ...(await wrapped(key, pin)), recovery: await forServer(key, recovery ?? person.recovery) };
  await write(["keys"], (tx) => void tx.objectStore("keys").add({ ...row, wrong: 0, until: 0 })); // never over another
  held = { user: person.user, key: await kept(key) };
  changes.tell();
}

/**
 * @param {string} pin
 * @returns {Promise<boolean>} whether it is open now. Raises Paused after too many wrong ones.
 */
export async function unlock(pin) {
  const person = await people.current();
  const row = person && (await get("keys", person.user));
  if (!row) return false;
  const key = await tried(row, pin);
  if (!key) return false;
  held = { user: row.user, key: await kept(key) };
  changes.tell();
  return true;
}

/**
 * @param {string} old
 * @param {string} pin the new one
 * @returns {Promise<boolean>} false where the old one is wrong
 */
export async function changePin(old, pin) {
  const row = await get("keys", owner());
  const key = await tried(row, old);
  if (!key) return false;
  const anew = { ...row, ...(await wrapped(key, pin)), wrong: 0, until: 0 };
  await write(["keys"], (tx) => void tx.objectStore("keys").put(anew));
  return true;
}

export function lock() {
  held = null;
  changes.tell();
}

/**
 * @param {unknown} value anything JSON can say, or bytes
 * @param {string} about what it belongs to: it opens for nothing else
 * @returns {Promise<Sealed>}
 */
export async function seal(value, about) {
  const { user, key } = opened();
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = value instanceof ArrayBuffer ? value : new TextEncoder().encode(JSON.stringify(value));
  return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: bound(user, about) }, key, plain) };
}

/**
 * @param {Sealed} sealed
 * @param {string} about
 * @returns {Promise<any>}
 */
export async function open(sealed, about) {
  return JSON.parse(new TextDecoder().decode(await openBytes(sealed, about)));
}

/**
 * @param {Sealed} sealed
 * @param {string} about
 * @returns {Promise<ArrayBuffer>}
 */
export function openBytes(sealed, about) {
  const { user, key } = opened();
  return crypto.subtle.decrypt({ name: "AES-GCM", iv: sealed.iv, additionalData: bound(user, about) }, key, sealed.data);
}

/** @returns {Promise<{kid: string, key: ArrayBuffer}>} the key as only the server can unwrap it; also while it is locked */
export async function keyForServer() {
  const person = await people.current();
  return (await get("keys", person?.user ?? ""))?.recovery;
}

function opened() {
  if (!held) throw new Locked("locked");
  return held;
}

/** @param {string} user @param {string} about */
function bound(user, about) {
  return new TextEncoder().encode(`${user}/${about}`);
}

/**
 * Counts a wrong PIN before it is told, so that nobody closes the page instead.
 * @param {any} row
 * @param {string} pin
 * @returns {Promise<CryptoKey | null>} the key, extractable
 */
async function tried(row, pin) {
  const now = Date.now();
  if (row.until > now) throw new Paused(Math.ceil((row.until - now) / 1000));
  const wrong = await counted(row.user);
  const left = wrong < FREE ? 0 : Math.min(LONGEST, 30 * 2 ** (wrong - FREE));
  const by = await fromPin(pin, row.salt, row.rounds);
  try {
    const key = await crypto.subtle.unwrapKey("raw", row.wrapped.data, by, { name: "AES-GCM", iv: row.wrapped.iv }, AES, true, ["encrypt", "decrypt"]);
    await noted(row.user, { wrong: 0, until: 0 });
    return key;
  } catch {
    await noted(row.user, { wrong, until: left ? Date.now() + 1000 * left : 0 });
    return null;
  }
}

/** @param {string} user @returns {Promise<number>} tries with this one */
function counted(user) {
  return write(["keys"], async (tx) => {
    const keys = tx.objectStore("keys");
    const row = await ask(keys.get(user));
    keys.put({ ...row, wrong: row.wrong + 1 });
    return row.wrong + 1;
  });
}

/** @param {string} user @param {{wrong: number, until: number}} seen */
function noted(user, seen) {
  return write(["keys"], async (tx) => {
    const keys = tx.objectStore("keys");
    keys.put({ ...(await ask(keys.get(user))), ...seen });
  });
}

/** @param {CryptoKey} key @param {string} pin */
async function wrapped(key, pin) {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const by = await fromPin(pin, salt, ROUNDS);
  return { salt, rounds: ROUNDS, wrapped: { iv, data: await crypto.subtle.wrapKey("raw", key, by, { name: "AES-GCM", iv }) } };
}

/** @param {string} pin @param {BufferSource} salt @param {number} rounds */
async function fromPin(pin, salt, rounds) {
  const base = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
  return crypto.subtle.deriveKey(how, base, AES, false, ["wrapKey", "unwrapKey"]);
}

/** @param {CryptoKey} key @param {JsonWebKey} recovery */
async function forServer(key, recovery) {
  const by = await crypto.subtle.importKey("jwk", recovery, OAEP, false, ["wrapKey"]);
  return { kid: /** @type {any} */ (recovery).kid, key: await crypto.subtle.wrapKey("raw", key, by, OAEP) };
}

/** @param {CryptoKey} key @returns {Promise<CryptoKey>} the same, which no script can read out again */
async function kept(key) {
  return crypto.subtle.importKey("raw", await crypto.subtle.exportKey("raw", key), AES, false, ["encrypt", "decrypt"]);
}

/** @returns {Promise<string[]>} who has a vault on this phone */
export async function owners() {
  return (await all("keys")).map((row) => row.user);
}
