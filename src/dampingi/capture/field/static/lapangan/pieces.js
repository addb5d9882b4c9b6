// @ts-check
/** Photos go in pieces; where the line broke, the next try goes on from what the server has. */
import { notePhoto, photoBytes, settle } from "./outbox.js";
import { call, Refused } from "./server.js";

const PIECE = 128 * 1024;
/** A photo that arrives spoilt as often as this waits for the next round, so that others get through. */
const SPOILT = 3;

/**
 * Send what is missing of one photo.
 * @param {import("./outbox.js").Row} row
 * @param {import("./outbox.js").PhotoRow} photo
 * @returns {Promise<number>} items that are recorded now and gone
 */
export async function sendPhoto(row, photo) {
  const bytes = await photoBytes(photo.id);
  if (!bytes) return 0;
  const answer = await sent(row, photo, bytes);
  const gone = await notePhoto(row.id, photo.id, { whole: true, reason: "" });
  return answer.receipt ? gone + (await settle([answer.receipt])) : gone;
}

/**
 * Of a photo this phone cannot open any more: whether the server got it from the exported file.
 * @param {import("./outbox.js").Row} row
 * @param {import("./outbox.js").PhotoRow} photo
 * @returns {Promise<number>}
 */
export async function askPhoto(row, photo) {
  const { whole } = await call("GET", `foto/${photo.id}/`);
  return whole ? notePhoto(row.id, photo.id, { whole }) : 0;
}

/**
 * @param {import("./outbox.js").Row} row
 * @param {import("./outbox.js").PhotoRow} photo
 * @param {ArrayBuffer} bytes
 */
async function sent(row, photo, bytes) {
  const address = `foto/${photo.id}/`;
  let from = 0;
  let spoilt = 0;
  if (photo.begun) {
    const answer = await call("GET", address);
    if (answer.whole) return answer;
    from = answer.have;
  } else await notePhoto(row.id, photo.id, { begun: true });
  for (;;) {
    try {
      const piece = bytes.slice(from, from + PIECE);
      const answer = await call("PUT", `${address}?from=${from}&sha256=${photo.sha256}&bytes=${photo.bytes}`, piece);
      if (answer.whole) return answer;
      from = answer.have;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.code === "hash") spoilt += 1;
      if ((error.code !== "offset" && error.code !== "hash") || spoilt === SPOILT) throw error;
      from = error.said.have;
    }
  }
}
