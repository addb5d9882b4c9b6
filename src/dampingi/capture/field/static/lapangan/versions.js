// @ts-check
/** The app's own version. A new one is fetched whole in the background, waits, and takes over when nothing is being written. */
import { idle } from "./store.js";
import { telling } from "./telling.js";

const WORKER = "/lapangan/pekerja.js";
const SCOPE = "/lapangan/";

const changes = telling("lapangan-version");
export const subscribe = changes.subscribe;

/** @type {ServiceWorkerRegistration | null} */
let registration = null;

/** @returns {boolean} whether a new version is here and waits */
export const ready = () => Boolean(registration?.waiting);

/** @returns {string} of the files this page was made from: read off this module's own address */
export const version = new URL(import.meta.url).pathname.split("/")[3];

/** Install the app for use without signal, and notice new versions. */
export async function start() {
  if (!navigator.serviceWorker) return;
  let controlled = Boolean(navigator.serviceWorker.controller);
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    // the first worker ever changes nothing; a later one brings files this page must not be mixed with
    if (controlled) void undisturbed(() => location.reload());
    controlled = true;
  });
  const found = await navigator.serviceWorker.register(WORKER, { scope: SCOPE, updateViaCache: "none" }).catch(() => null);
  if (!found) return; // no room, or forbidden here: the app works while there is a signal
  registration = found;
  registration.addEventListener("updatefound", () => watch(found.installing));
  watch(registration.installing);
  changes.tell();
  addEventListener("online", () => void look());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && void look());
}

/** Ask the server whether there is a new version. */
export async function look() {
  await registration?.update().catch(() => null); // offline
}

/** Let the waiting version take over; every page of the app is loaded again then. */
export async function change() {
  await undisturbed(() => {
    const fresh = registration?.waiting;
    fresh?.postMessage("ganti");
    // a page that came past the worker (a forced reload) is not told that it changed
    if (!navigator.serviceWorker.controller) fresh?.addEventListener("statechange", () => fresh.state === "activated" && location.reload());
  });
}

/** Not while something is being sent or written. @param {() => unknown} then */
async function undisturbed(then) {
  await navigator.locks.request("lapangan-sync", async () => {
    await idle();
    then();
  });
}

/** @param {ServiceWorker | null | undefined} worker */
function watch(worker) {
  worker?.addEventListener("statechange", () => changes.tell());
}
