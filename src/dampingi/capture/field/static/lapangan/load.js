// @ts-check
/** The caseload taken along for a week, and what one recorded since: a stage done offline shows as done, and as waiting to be sent. */
import * as outbox from "./outbox.js";
import { get, put } from "./store.js";
import { call } from "./server.js";
import { telling } from "./telling.js";
import * as vault from "./vault.js";

/**
 * @typedef {Record<string, any> & {id: string}} Entry
 * @typedef {{seq: number, me: any, participants: Entry[], stages: Entry[], tasks: Entry[], meetings: Entry[], reports: Entry[]}} Load
 */

const LISTS = /** @type {const} */ (["stages", "tasks", "meetings", "reports"]);
/** @type {Load} */
const NOTHING = { seq: 0, me: null, participants: [], stages: [], tasks: [], meetings: [], reports: [] };
/** States in which a thing is on its way: shown as done. */
const ON_ITS_WAY = ["queued", "waiting"];

const changes = telling("lapangan-load");
export const subscribe = changes.subscribe;

/** @type {{vault: string, load: Load} | null} */
let known = null;
/** @type {Promise<Load> | null} */
let merged = null;

outbox.subscribe(() => forget());
vault.subscribe(() => forget(!vault.isOpen()));
changes.subscribe(() => forget(true)); // another page took a new one along

/** @param {boolean} [all] also what was taken along */
function forget(all = false) {
  merged = null;
  if (all) known = null;
}

/** Take along what changed. Raises what server.call raises; what is here stays then. */
export async function refresh() {
  const user = vault.owner();
  const had = await taken();
  const said = await call("GET", `muatan/?after=${had.seq}`);
  if (said.me.id !== user || vault.owner() !== user) throw new vault.Locked("somebody else took the phone meanwhile");
  const now = joined(had, said);
  if (now.seq !== had.seq || said.whole) await put("load", { user, vault: vault.id(), sealed: await vault.seal(now, "load"), at: Date.now() });
  else await put("load", { ...(await get("load", user)), user, at: Date.now() });
  changes.tell();
}

/** @param {Load} had @param {any} said @returns {Load} */
export function joined(had, said) {
  const before = said.whole ? NOTHING : had;
  const gone = new Set(said.gone ?? []);
  const rows = new Map(before.participants.filter((row) => !gone.has(row.id)).map((row) => [row.id, row]));
  for (const row of said.participants) rows.set(row.id, row);
  const now = { ...before, seq: said.seq, me: said.me, participants: [...rows.values()] };
  for (const list of LISTS) if (said[list]) now[list] = said[list];
  return now;
}

/** @returns {Promise<number>} milliseconds since the server was last asked; Infinity where never */
export async function age() {
  const at = await takenAt();
  return at ? Date.now() - at : Infinity;
}

/** @returns {Promise<number | null>} when the load was last compared with the server's; also while the vault is locked */
export async function takenAt() {
  const person = vault.isOpen() ? vault.owner() : "";
  return (person && (await get("load", person))?.at) || null;
}

export const participants = async () => (await shown()).participants;
export const stages = async () => (await shown()).stages;
export const tasks = async () => (await shown()).tasks;
export const meetings = async () => (await shown()).meetings;
export const reports = async () => (await shown()).reports;
export const me = async () => (await shown()).me;

/** @returns {Promise<Load>} */
async function taken() {
  const user = vault.owner();
  if (known?.vault !== vault.id()) {
    const row = await get("load", user);
    known = { vault: vault.id(), load: row?.vault === vault.id() ? await vault.open(row.sealed, "load") : NOTHING };
  }
  return known.load;
}

/** @returns {Promise<Load>} */
function shown() {
  vault.owner();
  merged ??= (async () => withOwn(await taken(), await outbox.items()))();
  return merged;
}

/**
 * Each row touched by something on its way has `queued`: the kinds.
 * @param {Load} load
 * @param {{kind: string, subject: string, values: any, state: string}[]} items
 * @returns {Load}
 */
export function withOwn(load, items) {
  const own = items.filter((item) => ON_ITS_WAY.includes(item.state));
  if (!own.length) return load;
  const touched = { participants: byId(load.participants), meetings: byId(load.meetings), reports: byId(load.reports) };
  for (const item of own) {
    const rows = item.kind === "attendance" ? touched.meetings : item.kind === "report" ? touched.reports : touched.participants;
    const row = rows.get(item.subject);
    if (row) rows.set(row.id, { ...row, ...EFFECTS[item.kind]?.(row, item.values), queued: [...(row.queued ?? []), item.kind] });
  }
  return {
    ...load,
    participants: [...touched.participants.values()],
    meetings: [...touched.meetings.values()],
    reports: [...touched.reports.values()],
  };
}

/** @param {Entry[]} rows */
const byId = (rows) => new Map(rows.map((row) => [row.id, row]));

/** @param {string[]} [ids] @param {string[]} more */
const joinedIds = (ids, ...more) => [...new Set([...(ids ?? []), ...more])];

/** @type {Record<string, (row: any, values: any) => object>} */
const EFFECTS = {
  visit: (row, said) => {
    const last = !row.last_visit || said.on >= row.last_visit;
    return {
      done: joinedIds(row.done, ...(said.stages ?? [])),
      constraints: (row.constraints ?? []).filter((/** @type {Entry} */ c) => !(c.id in (said.resolved ?? {}))),
      ...(last ? { last_visit: said.on, next_on: said.next_on || undefined, promise: undefined, again: undefined } : {}),
    };
  },
  put_off: (_row, said) => ({ next_on: said.until, promise: undefined, again: true }),
  stage: (row, said) => ({ done: joinedIds(row.done, said.stage) }),
  task: (row, said) => ({ handed_in: joinedIds(row.handed_in, said.task) }),
  growth: (row, said) => {
    const same = row.growth?.month === said.month;
    return !row.growth || said.month >= row.growth.month ? { growth: same ? { ...row.growth, ...said } : said } : {};
  },
  attendance: (row, said) => ({ recorded: joinedIds(row.recorded, said.enrolment) }),
  report: (_row, said) => said,
};
