// @ts-check
/**
 * What the phone remembers: one IndexedDB, written with strict durability. Its version counts STEPS and has nothing to do with
 * the version of the app. A step is never changed once it was out; it may add and re-arrange, and keeps every queued item.
 *
 * keys   by id:          the wrapped key of a person's vault; of those whose PIN was forgotten as well
 * items  by n (order):   what waits to be sent; its state in plain, what it says sealed
 * photos by id:          their bytes, sealed
 * load   by user:        the caseload taken along, sealed
 * drafts by [user, key]: forms half filled, sealed
 * meta   by key:         who uses the phone now; each one's device
 */

const NAME = "lapangan";

/** @type {((db: IDBDatabase, tx: IDBTransaction) => void)[]} */
export const STEPS = [
  (db) => {
    db.createObjectStore("meta", { keyPath: "key" });
    db.createObjectStore("keys", { keyPath: "id" }).createIndex("user", "user");
    const items = db.createObjectStore("items", { keyPath: "n", autoIncrement: true });
    items.createIndex("id", "id", { unique: true });
    items.createIndex("user", "user");
    const photos = db.createObjectStore("photos", { keyPath: "id" });
    photos.createIndex("item", "item");
    db.createObjectStore("load", { keyPath: "user" });
    db.createObjectStore("drafts", { keyPath: ["user", "key"] });
  },
];

/** The phone has no room left; nothing of the write was kept. */
export class Full extends Error {
  name = "Full";
}

/** @type {Promise<IDBDatabase> | null} */
let opened = null;
let writes = 0;
/** @type {(() => void)[]} */
let whenIdle = [];

/** @returns {Promise<IDBDatabase>} */
export function database() {
  opened ??= open();
  return opened;
}

/** @returns {Promise<IDBDatabase>} */
function open() {
  return new Promise((done, fail) => {
    const asked = indexedDB.open(NAME, STEPS.length);
    asked.onupgradeneeded = (event) => {
      const tx = /** @type {IDBTransaction} */ (asked.transaction);
      for (const step of STEPS.slice(event.oldVersion)) step(asked.result, tx);
    };
    asked.onerror = () => {
      opened = null;
      fail(asked.error);
    };
    asked.onsuccess = () => {
      const db = asked.result;
      // a newer page wants to upgrade: let it; the writes under way are finished first by the browser
      db.onversionchange = () => {
        db.close();
        opened = null;
      };
      db.onclose = () => {
        opened = null;
      };
      done(db);
    };
  });
}

/**
 * One strict transaction; resolves once it is complete, with what `work` gave. Nothing stays of a work that failed.
 * `work` may await requests of this transaction (see `ask`) and nothing else.
 * @template T
 * @param {string[]} stores
 * @param {(tx: IDBTransaction) => T | Promise<T>} work
 * @returns {Promise<T>}
 */
export async function write(stores, work) {
  writes += 1;
  try {
    const db = await database();
    return await new Promise((done, fail) => {
      const tx = db.transaction(stores, "readwrite", { durability: "strict" });
      /** @type {T} */
      let result;
      /** @type {unknown} */
      let broken = null;
      tx.oncomplete = () => done(result);
      tx.onabort = () => fail(asFull(broken ?? tx.error ?? new Error("aborted")));
      const failed = (/** @type {unknown} */ error) => {
        broken ??= error;
        try {
          tx.abort();
        } catch {
          fail(asFull(broken)); // aborted already
        }
      };
      try {
        Promise.resolve(work(tx)).then((given) => (result = given), failed);
      } catch (error) {
        failed(error);
      }
    });
  } finally {
    writes -= 1;
    if (!writes) for (const tell of whenIdle.splice(0)) tell();
  }
}

/** @param {unknown} error */
function asFull(error) {
  const name = /** @type {any} */ (error)?.name;
  return name === "QuotaExceededError" ? new Full("QuotaExceededError") : error;
}

/** Resolves when no write is under way. @returns {Promise<void>} */
export function idle() {
  return writes ? new Promise((done) => whenIdle.push(done)) : Promise.resolve();
}

/**
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
export function ask(request) {
  return new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
}

/**
 * @param {string} store
 * @param {IDBValidKey} key
 * @returns {Promise<any>} undefined where there is none
 */
export async function get(store, key) {
  const db = await database();
  return ask(db.transaction(store).objectStore(store).get(key));
}

/**
 * @param {string} store
 * @param {string} [index]
 * @param {IDBValidKey | IDBKeyRange} [key]
 * @returns {Promise<any[]>}
 */
export async function all(store, index, key) {
  const db = await database();
  const from = db.transaction(store).objectStore(store);
  return ask(index ? from.index(index).getAll(key) : from.getAll(key));
}

/**
 * @param {string} store
 * @param {any} row
 */
export function put(store, row) {
  return write([store], (tx) => void tx.objectStore(store).put(row));
}

/**
 * @param {string} store
 * @param {IDBValidKey} key
 */
export function remove(store, key) {
  return write([store], (tx) => void tx.objectStore(store).delete(key));
}

/** Ask the browser not to clear this away when room gets scarce. @returns {Promise<boolean>} */
export async function persist() {
  return (await navigator.storage?.persist?.()) ?? false;
}

/** @returns {Promise<{usage: number, quota: number, persisted: boolean}>} bytes */
export async function room() {
  const { usage = 0, quota = 0 } = (await navigator.storage?.estimate?.()) ?? {};
  return { usage, quota, persisted: (await navigator.storage?.persisted?.()) ?? false };
}
