// @ts-check
/**
 * Sends what waits, one page at a time, again and again until it is through: there is no last try. What stands in the way is told as a state,
 * and the queue stays. Server order is kept: items go in the order they were made.
 */
import { batches, sendHalving } from "./batches.js";
import * as load from "./load.js";
import * as outbox from "./outbox.js";
import { askPhoto, sendPhoto } from "./pieces.js";
import { answers, Broken, call, Device, Later, Login, Offline, Refused, Revoked } from "./server.js";
import { telling } from "./telling.js";
import * as vault from "./vault.js";

/**
 * @typedef {"idle" | "sending" | "offline" | "later" | "login" | "device" | "revoked" | "locked" | "broken"} Line
 * @typedef {{line: Line, message: string, at: number | null, next: number | null}} Status `at`: last time all was well; `next`: of the next try
 */

const LOCK = "lapangan-sync";
/** Seconds; it doubles with each failure. */
const FIRST_PAUSE = 0.25;
const LONGEST_PAUSE = 300;
const ASKED = 100;
const STALE = 15 * 60_000;
const LOOK_AGAIN = 60;
/** Answers in a row: halving a call of fifty down to one bad item takes six. */
const MOST_BROKEN = 8;

const changes = telling("lapangan-sync");
export const subscribe = changes.subscribe;

/** @type {Status} */
let seen = { line: "idle", message: "", at: null, next: null };
let failures = 0;
/** `server.answers` at the last failure. */
let heard = 0;
/** Until when the server asked to be left alone. */
let quiet = 0;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
/** @type {Promise<void> | null} */
let running = null;
let again = false;
/** The last item this round knows of. */
let upTo = 0;
/** What the server would not take since the app was opened. @type {Set<string>} */
const refused = new Set();

/** @returns {Status} */
export const status = () => seen;

/** @param {Partial<Status>} now */
function tell(now) {
  seen = { ...seen, ...now };
  changes.tell();
}

/**
 * Send now. While another page of the app is at it, this one leaves it to that one.
 * @param {{refusedToo?: boolean}} [how] `refusedToo`: also what the server did not take, as after an update
 * @returns {Promise<void>} when this round is over, however it went
 */
export function sync({ refusedToo = false } = {}) {
  if (running) {
    again = true;
    return running;
  }
  running = rounds(refusedToo).finally(() => {
    running = null;
  });
  return running;
}

/** Sync whenever there is a reason to: the line is back, the app is looked at, something was queued, a pause is over. */
export function start() {
  addEventListener("online", wake);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") wake();
  });
  vault.subscribe(() => {
    if (vault.isOpen()) wake();
  });
  outbox.subscribe(async () => {
    if (!running && (await outbox.counts()).queued) wake(); // what changes while one runs, it sees itself
  });
  wake();
}

/** Not while the server asked for peace; the timer is set for its end. */
function wake() {
  if (Date.now() >= quiet) void sync();
}

/** @param {boolean} refusedToo */
async function rounds(refusedToo) {
  clearTimeout(timer);
  if (!vault.isOpen()) return tell({ line: "locked", next: null });
  await navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => {
    if (!lock) return pause(5);
    do {
      again = false;
      tell({ line: "sending", message: "", next: null });
      try {
        await round(refusedToo);
        failures = 0;
        again ||= await cameMeanwhile();
        tell({ line: "idle", message: "", at: Date.now() });
      } catch (error) {
        await failed(error);
        return;
      }
    } while (again);
    await lookAgain();
  });
}

/** @param {boolean} refusedToo */
async function round(refusedToo) {
  const recorded = (await sendItems(refusedToo)) + (await sendPhotos()) + (await askAgain());
  if (recorded || (await load.age()) > STALE) await load.refresh();
}

/** @returns {Promise<boolean>} whether something was queued while the round was under way */
async function cameMeanwhile() {
  return (await outbox.rows()).some((row) => row.state === "queued" && row.n > upTo && outbox.readable(row));
}

/** @param {boolean} refusedToo @returns {Promise<number>} how many were recorded and went */
async function sendItems(refusedToo) {
  const rows = (await outbox.rows()).filter(outbox.readable);
  upTo = rows.at(-1)?.n ?? 0;
  // what the server could not read it may read after an update, of itself or of this app: tried again at each start
  const due = rows.filter((row) => row.state === "queued" || (row.state === "refused" && (refusedToo || !refused.has(row.id))));
  const patience = patient();
  let gone = 0;
  const send = async (/** @type {outbox.Row[]} */ batch) => {
    const items = await Promise.all(batch.map(async (row) => ({ id: row.id, kind: row.kind, hash: row.hash, body: await outbox.bodyOf(row) })));
    const { receipts } = await patience(() => call("POST", "kirim/", { items }));
    if (!Array.isArray(receipts)) throw new Offline("no receipts");
    gone += await outbox.settle(receipts);
  };
  const blame = async (/** @type {outbox.Row} */ row, /** @type {unknown} */ error) => {
    refused.add(row.id);
    const reason = /** @type {Error} */ (error).message;
    await outbox.note(row.id, isUnreadable(error) ? { state: "refused", reason } : { reason });
  };
  // a text of quotes and line ends doubles when it is sent as a text within a text
  for (const batch of batches(faultlessFirst(due, (row) => row.reason), (row) => 2 * row.bytes + 200)) {
    await sendHalving(batch, send, (error) => error instanceof Broken || isUnreadable(error) || isRefused(error), blame);
  }
  return gone;
}

/** @param {unknown} error */
const isUnreadable = (error) => error instanceof Refused && ["unreadable", "too_large", "too_many"].includes(error.code);

/** @param {unknown} error */
const isRefused = (error) => error instanceof Refused && error.code === "refused";

/**
 * What had a fault of its own before goes last, and so never holds up what is sound.
 * @template T
 * @param {T[]} all
 * @param {(one: T) => string | undefined} fault
 */
const faultlessFirst = (all, fault) => [...all.filter((one) => !fault(one)), ...all.filter(fault)];

/** A server that breaks on everything is left in peace; one that breaks on one item is not. @returns {<T>(ask: () => Promise<T>) => Promise<T>} */
function patient() {
  let broken = 0;
  return async (ask) => {
    try {
      const answer = await ask();
      broken = 0;
      return answer;
    } catch (error) {
      if (error instanceof Broken && ++broken > MOST_BROKEN) throw new Error(error.message || "the server is broken");
      throw error;
    }
  };
}

/** Photos of everything that has a receipt or is on its way. @returns {Promise<number>} */
async function sendPhotos() {
  const due = (await outbox.rows()).flatMap((row) => row.photos.filter((photo) => !photo.whole).map((photo) => ({ row, photo })));
  const patience = patient();
  let gone = 0;
  for (const { row, photo } of faultlessFirst(due, ({ photo }) => photo.reason)) {
    const send = outbox.readable(row) ? sendPhoto : askPhoto;
    try {
      gone += await patience(() => send(row, photo));
    } catch (error) {
      if (!(error instanceof Refused || error instanceof Broken)) throw error;
      await outbox.notePhoto(row.id, photo.id, { reason: error.message || error.name });
    }
  }
  return gone;
}

/** What became of those the server has but that are not recorded yet, and of those it got as a file. @returns {Promise<number>} */
async function askAgain() {
  const open = (await outbox.rows()).filter((row) => !["queued", "refused"].includes(row.state) || !outbox.readable(row));
  let gone = 0;
  for (let at = 0; at < open.length; at += ASKED) {
    const ids = open.slice(at, at + ASKED).map((row) => row.id);
    const { receipts } = await call("GET", `tanda-terima/?ids=${ids.join(",")}`);
    gone += await outbox.settle(receipts);
  }
  return gone;
}

/** @param {unknown} error */
async function failed(error) {
  const message = /** @type {Error} */ (error).message ?? "";
  if (error instanceof vault.Locked) return tell({ line: "locked", message: "", next: null });
  // these wait for a person; a slow look now and then finds out that it is mended
  if (error instanceof Login) return pause(LONGEST_PAUSE, "login", message);
  if (error instanceof Device) return pause(LONGEST_PAUSE, "device", message);
  if (error instanceof Revoked) return pause(LONGEST_PAUSE, "revoked", message);
  failures = answers > heard ? 1 : failures + 1; // a line that lets something through is tried again at once
  heard = answers;
  const wait = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** failures) * (0.5 + Math.random() / 2);
  if (error instanceof Later) {
    quiet = Date.now() + 1000 * error.seconds;
    return pause(Math.max(wait, error.seconds), "later", message);
  }
  if (error instanceof Offline) return pause(wait, "offline", message);
  console.warn("sync", error);
  return pause(wait, "broken", message);
}

/** @param {number} seconds @param {Line} [line] @param {string} [message] */
function pause(seconds, line, message = "") {
  clearTimeout(timer);
  timer = setTimeout(() => void sync(), 1000 * seconds);
  tell({ line: line ?? seen.line, message, next: Date.now() + 1000 * seconds });
}

/** Something is left that was held up on its own account: look again after a while. */
async function lookAgain() {
  const left = await outbox.counts();
  if (left.queued + left.photos + left.waiting) pause(LOOK_AGAIN, "idle");
}
