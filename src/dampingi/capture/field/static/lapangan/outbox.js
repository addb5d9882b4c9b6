// @ts-check
/**
 * What was recorded and is not yet safe on the server. What it says is frozen, hashed and sealed when it is queued; only its state changes.
 * Nothing here throws anything away: an item goes when the server says that it is recorded and its photos are whole.
 */
import { base64, newId, sha256 } from "./ids.js";
import * as people from "./people.js";
import { all, ask, get, write } from "./store.js";
import { telling } from "./telling.js";
import * as vault from "./vault.js";

/**
 * @typedef {"queued" | "waiting" | "applied" | "conflict" | "quarantined" | "declined" | "refused"} State
 * @typedef {{id: string, sha256: string, bytes: number, type: string, whole: boolean, begun?: boolean, reason?: string}} PhotoRow
 * @typedef {{n: number, id: string, user: string, vault: string, kind: string, hash: string, bytes: number, state: State, reason: string,
 *   seq: number | null, at: number, photos: PhotoRow[], sealed: vault.Sealed}} Row
 * @typedef {{id: string, hash: string, status: number, state: string, reason: string, seq: number | null}} Receipt
 */

const LONGEST = 256 * 1024;
const MOST_PHOTOS = 4;
/** Bytes of one exported file, so that the server's form takes it. */
const LARGEST_FILE = 40_000_000;

/** More than the server takes in one. */
export class TooLong extends Error {
  name = "TooLong";
}

const changes = telling("lapangan-outbox");
export const subscribe = changes.subscribe;

/**
 * Resolves once it and its photos are safely on the phone. Raises store's Full with nothing half written, TooLong, vault's Locked.
 * @param {{kind: string, subject: string, base?: any, values: any, photos?: import("./photos.js").Photo[],
 *   position?: {lat: number, lon: number, accuracy: number} | null, id?: string}} said `id`: made with the form, so that pressing twice is queueing once
 * @returns {Promise<string>} its id
 */
export async function enqueue({ kind, subject, base = null, values, photos = [], position = null, id = newId() }) {
  const [user, key] = [vault.owner(), vault.id()];
  const told = photos.map(({ id, sha256, bytes, type }) => ({ id, sha256, bytes, type }));
  const body = JSON.stringify(
    { v: 1, made_at: new Date().toISOString(), subject, base, values, photos: told, position },
    (_key, value) => (typeof value === "string" ? value.replace(/[\0\ud800-\udfff]/gu, "") : value), // nothing a database cannot keep
  );
  const bytes = new TextEncoder().encode(body);
  if (bytes.length > LONGEST || photos.length > MOST_PHOTOS) throw new TooLong(kind);
  const row = {
    id, user, vault: key, kind, hash: await sha256(bytes), bytes: bytes.length, state: "queued", reason: "", seq: null, at: Date.now(),
    photos: told.map((photo) => ({ ...photo, whole: false })), sealed: await vault.seal({ body }, id),
  };
  const blobs = [];
  for (const photo of photos) {
    blobs.push({ id: photo.id, item: id, user, sealed: await vault.seal(await photo.blob.arrayBuffer(), photo.id) });
  }
  if (vault.id() !== key) throw new vault.Locked("somebody else took the phone meanwhile");
  await write(["items", "photos"], async (tx) => {
    if (await ask(tx.objectStore("items").index("id").getKey(id))) return; // queued already
    tx.objectStore("items").add(row);
    for (const blob of blobs) tx.objectStore("photos").add(blob);
  });
  changes.tell();
  return id;
}

/** @returns {Promise<Row[]>} of who uses the phone now, in the order they were made; also while the vault is locked */
export async function rows() {
  const person = await people.current();
  return person ? all("items", "user", person.user) : [];
}

/** @param {Row} row @returns {boolean} whether the open vault sealed it; else its PIN was forgotten, and the server must open it */
export const readable = (row) => vault.isOpen() && row.vault === vault.id();

/** @param {Row} row @returns {number} photos the server does not have whole */
export const photosLeft = (row) => row.photos.filter((photo) => !photo.whole).length;

/**
 * With what each says, opened; without those of a forgotten PIN (see `counts().shut`). Raises Locked.
 * @returns {Promise<{id: string, kind: string, subject: string, base: any, values: any, made_at: string, state: State, reason: string,
 *   seq: number | null, photosLeft: number, bytes: number}[]>}
 */
export async function items() {
  vault.owner();
  const found = (await rows()).filter(readable);
  return Promise.all(
    found.map(async (row) => {
      const said = JSON.parse(await bodyOf(row));
      return {
        id: row.id, kind: row.kind, subject: said.subject, base: said.base, values: said.values, made_at: said.made_at, state: row.state,
        reason: row.reason || row.photos.find((photo) => photo.reason)?.reason || "", seq: row.seq, photosLeft: photosLeft(row),
        bytes: row.bytes + row.photos.reduce((sum, photo) => sum + photo.bytes, 0),
      };
    }),
  );
}

/** Opened bodies, which never change, while the vault is open. @type {Map<string, string>} */
const read = new Map();
vault.subscribe(() => vault.isOpen() || read.clear());

/** @param {Row} row @returns {Promise<string>} the body's text, as it was frozen */
export async function bodyOf(row) {
  const body = read.get(row.id) ?? (await vault.open(row.sealed, row.id)).body;
  if (readable(row)) read.set(row.id, body);
  return body;
}

/** @param {string} id @returns {Promise<ArrayBuffer | null>} a photo's bytes */
export async function photoBytes(id) {
  const row = await get("photos", id);
  return row ? vault.openBytes(row.sealed, id) : null;
}

/** @returns {Promise<Record<State | "photos" | "bytes" | "total" | "shut", number>>} also while it is locked. `shut`: of a forgotten PIN */
export async function counts() {
  /** @type {any} */
  const found = { queued: 0, waiting: 0, applied: 0, conflict: 0, quarantined: 0, declined: 0, refused: 0, photos: 0, bytes: 0, total: 0, shut: 0 };
  const present = (await vault.keys()).find((key) => key.current)?.id;
  for (const row of await rows()) {
    found.total += 1;
    found.bytes += row.bytes + row.photos.reduce((sum, photo) => sum + photo.bytes, 0);
    if (row.vault === present) {
      found[row.state] += 1;
      found.photos += photosLeft(row);
    } else found.shut += 1;
  }
  return found;
}

/**
 * What the server answered, taken over in one write. A receipt for another body than ours says nothing about ours.
 * @param {Receipt[]} receipts
 * @returns {Promise<number>} how many are recorded now and gone from the phone
 */
export async function settle(receipts) {
  return changed(receipts.map((receipt) => [receipt.id, (row) => (row.hash === receipt.hash ? after(row, receipt) : row)]));
}

/** @param {Row} row @param {Receipt} receipt @returns {Row} */
function after(row, receipt) {
  if (receipt.state) return { ...row, state: /** @type {State} */ (receipt.state), reason: receipt.reason, seq: receipt.seq };
  return receipt.status === 422 ? { ...row, state: "refused", reason: receipt.reason } : row;
}

/**
 * @param {string} item
 * @param {string} photo
 * @param {Partial<PhotoRow>} seen
 */
export async function notePhoto(item, photo, seen) {
  const noted = (/** @type {PhotoRow} */ p) => (p.id === photo ? { ...p, ...seen } : p);
  return changed([[item, (row) => ({ ...row, photos: row.photos.map(noted) })]]);
}

/** @param {string} item @param {Partial<Pick<Row, "state" | "reason">>} seen */
export async function note(item, seen) {
  return changed([[item, (row) => ({ ...row, ...seen })]]);
}

/**
 * @param {[string, (row: Row) => Row][]} each
 * @returns {Promise<number>} how many went
 */
async function changed(each) {
  const gone = await write(["items", "photos"], async (tx) => {
    const items = tx.objectStore("items");
    let count = 0;
    for (const [id, change] of each) {
      const row = await ask(items.index("id").get(id));
      if (!row) continue;
      const next = change(row);
      if (next.state === "applied" && !photosLeft(next)) {
        items.delete(row.n);
        for (const photo of row.photos) tx.objectStore("photos").delete(photo.id);
        count += 1;
      } else items.put(next);
    }
    return count;
  });
  changes.tell();
  return gone;
}

/**
 * Everything of who uses the phone now, as only the server can read it; also while the vault is locked. A file for each PIN there was, and
 * several where one would be too large for the server's form.
 * @returns {Promise<Blob[]>}
 */
export async function exportFiles() {
  const person = await people.current();
  const all = await rows();
  const files = [];
  for (const key of person ? await vault.keys() : []) {
    const own = all.filter((row) => row.vault === key.id);
    for (const part of parts(own)) files.push(await file(/** @type {people.Person} */ (person), key.recovery, part));
  }
  return files;
}


/** @param {Row[]} all @returns {Row[][]} each small enough for one file */
function parts(all) {
  /** @type {Row[][]} */
  const found = [];
  let room = 0;
  for (const row of all) {
    const size = 1.4 * (row.bytes + row.photos.reduce((sum, photo) => sum + photo.bytes, 0)) + 1000; // base64, and its names
    if (size > room) {
      found.push([]);
      room = LARGEST_FILE;
    }
    found[found.length - 1].push(row);
    room -= size;
  }
  return found;
}

/** @param {people.Person} person @param {{kid: string, key: ArrayBuffer}} key @param {Row[]} part */
async function file(person, key, part) {
  const photos = [];
  for (const row of part) {
    for (const { id, sha256, bytes } of row.photos) {
      const kept = await get("photos", id);
      if (kept) photos.push({ id, sha256, bytes, ...written(kept.sealed) });
    }
  }
  const items = part.map((row) => ({ id: row.id, kind: row.kind, hash: row.hash, ...written(row.sealed) }));
  const told = { v: 1, device: person.device, user: person.user, wrapped: { kid: key.kid, key: base64(key.key) }, items, photos };
  return new Blob([JSON.stringify(told)], { type: "application/json" });
}

/** @param {vault.Sealed} sealed */
function written(sealed) {
  return { iv: base64(sealed.iv.buffer), data: base64(sealed.data) };
}
