// @ts-check
/** Forms half filled: they outlive a reload, a call, an empty battery. Sealed like everything else. */
import { get, put, remove } from "./store.js";
import * as vault from "./vault.js";

/** @param {string} key @param {unknown} value */
export async function save(key, value) {
  const user = vault.owner();
  await put("drafts", { user, key, vault: vault.id(), sealed: await vault.seal(value, `draft/${key}`) });
}

/** @param {string} key @returns {Promise<any>} undefined where there is none, or none under this PIN */
export async function read(key) {
  const row = await get("drafts", [vault.owner(), key]);
  return row?.vault === vault.id() ? vault.open(row.sealed, `draft/${key}`) : undefined;
}

/** @param {string} key */
export async function drop(key) {
  await remove("drafts", [vault.owner(), key]);
}
