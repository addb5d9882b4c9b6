// @ts-check
/**
 * A person's key. It seals everything of theirs on this phone, and is itself kept only wrapped: by the PIN (PBKDF2), and by the server's
 * public recovery key. Who forgot the PIN hands a file to the server, which alone can open it. Opened, it lives in memory only.
 */
import { newId } from "./ids.js";
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

/** @type {{id: string, user: string, key: CryptoKey} | null} */
let held = null;
const changes = telling("lapangan-vault");
const { subscribe } = changes;
export { subscribe };

/** @returns {Promise<"none" | "locked" | "open">} of who uses the phone now */
export async function state() {
  const row = await mine();
  if (!row) return "none";
  return held?.id === row.id ? "open" : "locked";
}

/** @returns {string} whose vault is open. Raises Locked. */
export function owner() {
  if (!held) throw new Locked("locked");
  return held.user;
}

export function isOpen() {
  return held !== null;
}

/** @returns {string} the open vault's own id: what was sealed under a forgotten PIN has another. Raises Locked. */
export function id() {
  return opened().id;
}

/**
 * A new key for who uses the phone now. Asks the browser to keep what is stored here.
 * @param {string} pin
 * @param {JsonWebKey} [recovery] the server's public key; told at the registration
 * @param {{instead?: boolean}} [how] `instead`: of one whose PIN was forgotten. What that one sealed stays, for the server to open.
 */
export async function create(pin, recovery, { instead = false } = {}) {
  const person = await people.current();
  if (!person) throw new Locked("nobody is registered");
  await persist();
  const key = await crypto.subtle.generateKey(AES, true, ["encrypt", "decrypt"]);
  const row = {
    id: newId(), user: person.user, current: true, ...(await wrapped(key, pin)),
    recovery: await forServer(key, recovery ?? person.recovery), wrong: 0, until: 0,
  };
  await write(["keys"], async (tx) => {
    const keys = tx.objectStore("keys");
    for (const old of await ask(keys.index("user").getAll(person.user))) {
      if (old.current && !instead) throw new Error("there is a vault already");
      keys.put({ ...old, current: false });
    }
    keys.add(row);
  });
  held = { id: row.id, user: row.user, key: await kept(key) };
  changes.tell();
}

/**
 * @param {string} pin
 * @returns {Promise<boolean>} whether it is open now. Raises Paused after too many wrong ones.
 */
export async function unlock(pin) {
  const row = await mine();
  const key = row && (await tried(row, pin));
  if (!key) return false;
  held = { id: row.id, user: row.user, key: await kept(key) };
  changes.tell();
  return true;
}

/**
 * @param {string} old
 * @param {string} pin the new one
 * @returns {Promise<boolean>} false where the old one is wrong
 */
export async function changePin(old, pin) {
  const row = await get("keys", opened().id);
  const key = await tried(row, old);
  if (!key) return false;
  const anew = await wrapped(key, pin);
  await noted(row.id, anew);
  return true;
}

/** Somebody else of `people.people()` takes the phone. @param {string} user */
export async function change(user) {
  await people.choose(user);
  if (held && held.user !== user) lock();
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

/** @returns {Promise<any[]>} the keys of who uses the phone now, also of forgotten PINs; what only the server can unwrap is in `recovery` */
export async function keys() {
  const person = await people.current();
  return person ? all("keys", "user", person.user) : [];
}

async function mine() {
  return (await keys()).find((row) => row.current);
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
  const wrong = await counted(row.id);
  const left = wrong < FREE ? 0 : Math.min(LONGEST, 30 * 2 ** (wrong - FREE));
  const by = await fromPin(pin, row.salt, row.rounds);
  try {
    const key = await crypto.subtle.unwrapKey("raw", row.wrapped.data, by, { name: "AES-GCM", iv: row.wrapped.iv }, AES, true, ["encrypt", "decrypt"]);
    await noted(row.id, { wrong: 0, until: 0 });
    return key;
  } catch {
    await noted(row.id, { wrong, until: left ? Date.now() + 1000 * left : 0 });
    return null;
  }
}

/** @param {string} id @returns {Promise<number>} tries with this one */
function counted(id) {
  return write(["keys"], async (tx) => {
    const keys = tx.objectStore("keys");
    const row = await ask(keys.get(id));
    keys.put({ ...row, wrong: row.wrong + 1 });
    return row.wrong + 1;
  });
}

/** @param {string} id @param {object} seen */
function noted(id, seen) {
  return write(["keys"], async (tx) => {
    const keys = tx.objectStore("keys");
    keys.put({ ...(await ask(keys.get(id))), ...seen });
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
