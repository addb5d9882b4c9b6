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
  const rubrics = open.flatMap((t) => (t.rubric ?? []).map((/** @type {any} */ criterion) => criterionField(t, criterion)));
  const marks = h("div.stack", score.node, rubrics.map((field) => field.node));
  const chosen = () => open.find((t) => t.id === which.read());
  const show = () => {
    const told = chosen();
    fill(about, told?.description && h("p.soft", told.description));
    score.node.hidden = Boolean(told?.rubric);
    for (const field of rubrics) field.node.hidden = field.task !== told?.id;
  };
  which.node.addEventListener("change", show);
  const taken = photos("photos", _("Foto tugas"), key);
  const fields = [which, day("on", _("Dikumpulkan pada"), { value: today(), most: today(), required: true, quick: soon([0, -1]) }), area("text", _("Isi atau tautan tugas"), {}), taken, score, ...rubrics, area("feedback", _("Umpan balik"), { most: 2000, rows: 3 })];
  const shown = fields.filter((field) => field !== which && field !== score && !rubrics.includes(/** @type {any} */ (field)));
  const screen = await form({
    key,
    title: _("Terima tugas"),
    back,
    kicker: who.name,
    fields,
    inside: [which.node, about, ...shown.slice(0, -1).map((field) => field.node), marks, shown[shown.length - 1].node],
    judge: () => half(rubrics.filter((field) => field.task === chosen()?.id)),
    send: async ({ task, on, text, score, feedback }, submission) => {
      const told = chosen();
      const levels = Object.fromEntries(rubrics.filter((field) => field.task === task && field.read() !== "").map((field) => [field.code, field.read()]));
      const mark = told?.rubric ? (Object.keys(levels).length ? { levels, edition: told.edition } : {}) : { score };
      await outbox.enqueue({ kind: "task", subject: id, base: null, values: { task, on, text, ...mark, feedback }, photos: taken.taken(), id: submission });
      await taken.drop();
    },
  });
  show();
  return screen;
}

/** @param {any} task */
const named = (task) => (task.due_on ? _("%(title)s, tenggat %(day)s", { title: task.title, day: shortDay(task.due_on) }) : task.title);

/** One criterion of a task's rubric, as its levels to press. @param {any} task @param {any} criterion */
function criterionField(task, criterion) {
  const levels = criterion.levels.map((/** @type {any} */ level, /** @type {number} */ place) => [place, `${level.label} (${level.points})`]);
  const help = criterion.levels.filter((/** @type {any} */ level) => level.description).map((/** @type {any} */ level) => `${level.label}: ${level.description}`).join(" · ");
  return { ...choice(`rubrik:${task.id}:${criterion.code}`, criterion.name, levels, { help }), task: task.id, code: criterion.code, label: criterion.name };
}

/** A rubric is answered whole or not at all: then the task waits for its mark. @param {{read: () => any, label: string}[]} criteria */
function half(criteria) {
  const missing = criteria.filter((field) => field.read() === "");
  return missing.length && missing.length < criteria.length ? _("Pilih tingkat untuk %(names)s.", { names: missing.map((field) => field.label).join(", ") }) : "";
}
