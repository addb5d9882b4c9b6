// @ts-check
// The way in: theme, gate, then one screen after another by the address after the hash.
import * as load from "./load.js";
import * as outbox from "./outbox.js";
import * as sync from "./sync.js";
import * as vault from "./vault.js";
import * as versions from "./versions.js";
import { door, empty, notice } from "./parts.js";
import { gate, register } from "./screens/gate.js";
import { today } from "./screens/today.js";
import { shell } from "./shell.js";
import { wear } from "./theme.js";
import { _, language } from "./words.js";

const PATIENCE = 15 * 60_000;
/** Forms are fetched when they are first opened: they are on the phone already, but need not be read at every start. */
/** @type {[RegExp, (...ids: string[]) => Promise<import("./parts.js").Screen>][]} */
const SCREENS = [
  [/^#\/$/, today],
  [/^#\/peserta$/, async () => (await import("./screens/participants.js")).participants()],
  [/^#\/peserta\/([\w-]+)$/, async (id) => (await import("./screens/participant.js")).participant(id)],
  [/^#\/peserta\/([\w-]+)\/kunjungan$/, async (id) => (await import("./screens/visit.js")).visit(id)],
  [/^#\/peserta\/([\w-]+)\/tunda$/, async (id) => (await import("./screens/putoff.js")).putOff(id)],
  [/^#\/peserta\/([\w-]+)\/tahap$/, async (id) => (await import("./screens/stage.js")).stage(id)],
  [/^#\/peserta\/([\w-]+)\/tugas$/, async (id) => (await import("./screens/task.js")).task(id)],
  [/^#\/peserta\/([\w-]+)\/perkembangan$/, async (id) => (await import("./screens/growth.js")).growth(id)],
  [/^#\/hadir$/, async () => (await import("./screens/meetings.js")).meetings()],
  [/^#\/hadir\/([\w-]+)$/, async (id) => (await import("./screens/meetings.js")).attendance(id)],
  [/^#\/laporan$/, async () => (await import("./screens/reports.js")).reports()],
  [/^#\/laporan\/([\w-]+)$/, async (id) => (await import("./screens/reports.js")).report(id)],
  [/^#\/kirim$/, async () => (await import("./screens/outbox.js")).waiting()],
  [/^#\/saya$/, async () => (await import("./screens/me.js")).me()],
  [/^#\/saya\/pin$/, async () => (await import("./screens/me.js")).pin()],
];

const place = /** @type {any} */ (document.getElementById("app"));
/** @type {ReturnType<typeof shell> | null} */
let frame = null;
/** @type {import("./parts.js").Screen | null} */
let shown = null;
let shownAt = "";
let turn = 0;
let due = false;
/** Where one had scrolled to, by address. @type {Map<string, number>} */
const places = new Map();

wear();
document.documentElement.lang = language;
history.scrollRestoration = "manual";
addEventListener("hashchange", () => void go());
addEventListener("scroll", () => shownAt === location.hash && places.set(shownAt, scrollY), { passive: true });
for (const event of ["online", "offline"]) addEventListener(event, () => void standing());
vault.subscribe(() => void (vault.isOpen() || begin()));
versions.subscribe(() => frame?.version());
for (const each of [outbox, sync, load]) each.subscribe(() => void changed());
locking();
void versions.start();
sync.start();
void begin();

async function begin() {
  leave();
  await gate(place, enter);
}

function enter() {
  frame = shell(place);
  frame.version();
  void standing();
  void go();
}

async function standing() {
  if (frame) await frame.standing();
}

function leave() {
  shown?.leave?.();
  [shown, frame, shownAt] = [null, null, ""];
}

async function go() {
  if (!frame) return;
  const hash = location.hash || "#/";
  if (hash === "#/daftar") return register(place, () => (location.replace("#/"), begin()));
  const mine = ++turn;
  const before = { hash: shownAt, screen: shown };
  const screen = await built(hash);
  if (mine !== turn || !frame) return screen.leave?.();
  before.screen?.leave?.();
  const moved = before.hash !== hash;
  frame.show(screen);
  frame.at(hash);
  [shown, shownAt] = [screen, hash];
  scrollTo(0, places.get(hash) ?? 0);
  if (moved && before.hash) frame.main.querySelector("h1")?.focus({ preventScroll: true });
}

/** @param {string} hash @returns {Promise<import("./parts.js").Screen>} */
async function built(hash) {
  try {
    for (const [pattern, make] of SCREENS) {
      const found = pattern.exec(hash);
      if (found) return await make(...found.slice(1));
    }
  } catch (fault) {
    console.error(fault);
    return { title: _("Terganggu"), back: "#/", body: [notice("error", _("Halaman ini tidak dapat dibuka."), String(/** @type {any} */ (fault)?.message ?? fault))] };
  }
  return { title: _("Tidak ada"), back: "#/", body: [empty("search", _("Halaman itu tidak ada"), _("Kembali ke Hari ini, lalu pilih dari sana."), door("#/", _("Hari ini"), { icon: "home" }))] };
}

/** Something changed behind a screen that shows it: draw it again, many changes at once. */
async function changed() {
  if (due || !frame) return;
  due = true;
  await new Promise((done) => setTimeout(done, 120));
  due = false;
  await standing();
  if (shown?.live && shownAt === (location.hash || "#/") && !document.hidden) await go();
}

/** Left alone for a while, the app asks for the PIN again. */
function locking() {
  let since = 0;
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) since = Date.now();
    else if (since && Date.now() - since > PATIENCE && vault.isOpen()) vault.lock();
    else void changed();
  });
}
