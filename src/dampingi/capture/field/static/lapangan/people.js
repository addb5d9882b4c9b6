// @ts-check
/** Who uses this phone now, and each one's device. Two people may share a phone; nothing of theirs is mixed. */
import { all, get, put } from "./store.js";

/** @typedef {{user: string, name: string, device: string, token: string, recovery: JsonWebKey}} Person */

/** @returns {Promise<Person | null>} who uses the phone now */
export async function current() {
  const row = await get("meta", "current");
  return row ? ((await get("meta", `device:${row.user}`)) ?? null) : null;
}

/** @returns {Promise<Person[]>} everyone who ever registered on this phone */
export async function people() {
  return (await all("meta")).filter((row) => row.key.startsWith("device:"));
}

/** Screens call `vault.change`, which locks the other's. @param {string} user */
export async function choose(user) {
  await put("meta", { key: "current", user });
}

/** @param {Person} person as the registration told */
export async function remember(person) {
  await put("meta", { key: `device:${person.user}`, ...person });
}
