/*
 * The service worker. The server puts VERSION and FILES in front of it. Everything of a version is fetched or nothing is; a page of one version
 * gets files of that version only, for their addresses name it. What is not the app (the API, the office's pages) goes past it.
 */
const CACHE = `lapangan-${VERSION}`;
const ROOT = `/lapangan/berkas/${VERSION}/`;
const PAGE = `${ROOT}index.html`;

self.addEventListener("install", (event) => event.waitUntil(install()));
// The page that installed the app is given it too: whoever registers and walks into a market has not loaded anything twice.
self.addEventListener("activate", (event) => event.waitUntil(tidy().then(() => self.clients.claim())));
self.addEventListener("message", (event) => {
  if (event.data === "ganti") void self.skipWaiting();
});
self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== location.origin) return;
  if (mode === "navigate" && pathname === "/lapangan/") event.respondWith(kept(PAGE, event.request));
  else if (pathname.startsWith(ROOT)) event.respondWith(kept(pathname, event.request));
});

async function install() {
  const cache = await caches.open(CACHE);
  try {
    await cache.addAll(FILES.map((name) => new Request(ROOT + name, { cache: "no-cache", credentials: "omit" })));
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

async function tidy() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("lapangan-") && name !== CACHE).map((name) => caches.delete(name)));
  await self.clients.claim(); // the very first page as well: else the next version would take its files away from under it
}

async function kept(path, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(path, { ignoreVary: true, ignoreSearch: true })) ?? fetch(request);
}
