// @ts-check
// A task handed in on paper, by message or on the spot.
import * as load from "../load.js";
import * as outbox from "../outbox.js";
import { fill, h } from "../dom.js";
import { area, choice, count, day, soon } from "../fields.js";
import { form } from "../form.js";
import { shortDay, today } from "../formats.js";
import { asks } from "../need.js";
import { door, empty } from "../parts.js";
import { photos } from "../photofield.js";
import { _ } from "../words.js";
import { find, gone } from "./participant.js";

/** @param {string} id */
export async function task(id) {
  const who = await find(id);
  if (!who) return gone();
  const has = new Set(who.handed_in ?? []);
  const open = (await load.tasks()).filter((t) => asks(t, who) && !has.has(t.id));
  const back = `#/peserta/${id}`;
  if (!open.length) return { title: _("Terima tugas"), back, body: [empty("check", _("Semua tugas sudah terkumpul"), _("Tidak ada lagi tugas yang ditunggu dari peserta ini."), door(back, _("Kembali ke peserta"), {}))] };
  const key = `tugas:${id}`;
  const which = choice("task", _("Tugas"), open.map((t) => [t.id, named(t)]), { value: open.length === 1 ? open[0].id : undefined, required: true });
  const about = h("div.prose");
  const score = count("score", _("Nilai"), { most: 100, help: _("0 sampai 100.") });
  const show = () => {
    const chosen = open.find((t) => t.id === which.read());
    fill(about, chosen?.description && h("p.soft", chosen.description), chosen?.rubric && rubric(chosen.rubric));
  };
  which.node.addEventListener("change", show);
  const taken = photos("photos", _("Foto tugas"), key);
  const fields = [which, day("on", _("Dikumpulkan pada"), { value: today(), most: today(), required: true, quick: soon([0, -1]) }), area("text", _("Isi atau tautan tugas"), {}), taken, score, area("feedback", _("Umpan balik"), { most: 2000, rows: 3 })];
  const screen = await form({
    key,
    title: _("Terima tugas"),
    back,
    kicker: who.name,
    fields,
    inside: [which.node, about, ...fields.slice(1).map((field) => field.node)],
    send: async ({ task, on, text, score, feedback }, submission) => {
      await outbox.enqueue({ kind: "task", subject: id, base: null, values: { task, on, text, score, feedback }, photos: taken.taken(), id: submission });
      await taken.drop();
    },
  });
  show();
  return screen;
}

/** @param {any} task */
const named = (task) => (task.due_on ? _("%(title)s, tenggat %(day)s", { title: task.title, day: shortDay(task.due_on) }) : task.title);

/** What the mark goes by; it is given on the site, and a score told here is kept as a suggestion. @param {any[]} criteria */
function rubric(criteria) {
  const each = (/** @type {any} */ criterion) => h("li", h("b", criterion.name), ": ", criterion.levels.map((/** @type {any} */ level) => `${level.label} (${level.points})`).join(", "));
  return h("details.more", h("summary", _("Rubrik penilaian")), h("ul", criteria.map(each)), h("p.soft.small", _("Nilainya ditetapkan di situs menurut rubrik; yang Anda isi di sini menjadi usulan.")));
}
