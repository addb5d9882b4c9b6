// @ts-check
/** Which items go into one call, and how one bad item is found without holding up the others. */

const MOST = 50;
/** Bytes of one call: the server takes 5 MB, a line in a market less at a time. */
const LARGEST = 1_000_000;

/**
 * @template T
 * @param {T[]} items
 * @param {(item: T) => number} size of each in bytes, as sent
 * @returns {T[][]} in their order
 */
export function batches(items, size) {
  /** @type {T[][]} */
  const found = [];
  let room = 0;
  for (const item of items) {
    const bytes = size(item);
    const last = found.at(-1);
    if (last && last.length < MOST && bytes <= room) last.push(item);
    else {
      found.push([item]);
      room = LARGEST;
    }
    room -= bytes;
  }
  return found;
}

/**
 * Halves a batch that cannot be taken until the items that are to blame stand alone.
 * @template T
 * @param {T[]} batch
 * @param {(batch: T[]) => Promise<void>} send
 * @param {(error: unknown) => boolean} mayBeOne whether an error may be one item's fault
 * @param {(item: T, error: unknown) => Promise<void>} blame
 */
export async function sendHalving(batch, send, mayBeOne, blame) {
  try {
    await send(batch);
  } catch (error) {
    if (!mayBeOne(error)) throw error;
    if (batch.length === 1) return blame(batch[0], error);
    const half = Math.ceil(batch.length / 2);
    await sendHalving(batch.slice(0, half), send, mayBeOne, blame);
    await sendHalving(batch.slice(half), send, mayBeOne, blame);
  }
}
