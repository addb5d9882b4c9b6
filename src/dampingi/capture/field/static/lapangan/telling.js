// @ts-check
/** Who wants to know that something changed, in this page and in the app's other pages. */

/**
 * @param {string} name of the channel between pages
 * @returns {{subscribe: (fn: () => void) => () => void, tell: () => void}}
 */
export function telling(name) {
  /** @type {Set<() => void>} */
  const listeners = new Set();
  const channel = new BroadcastChannel(name);
  const here = () => {
    for (const fn of [...listeners]) fn();
  };
  channel.onmessage = here;
  return {
    subscribe(fn) {
      listeners.add(fn);
      return () => void listeners.delete(fn);
    },
    tell() {
      here();
      channel.postMessage(0);
    },
  };
}
