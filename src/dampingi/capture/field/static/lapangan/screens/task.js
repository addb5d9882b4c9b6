// @ts-check
// A task handed in on paper, by message or on the spot.
import * as load from "../load.js";
import * as outbox from "../outbox.js";
import { area, choice, count, day, soon } from "../fields.js";
import { form } from "../form.js";
import { shortDay, today } from "../formats.js";
import { door, empty } from "../parts.js";
import { _ } from "../words.js";
import { find, gone } from "./participant.js";

/** @param {string} id */
export async function task(id) {
  const who = await find(id);
  if (!who) return gone();
  const has = new Set(who.handed_in ?? []);
  const open = (await load.tasks()).filter((t) => t.programme === who.programme && !has.has(t.id));
  const back = `#/peserta/${id}`;
  if (!open.length) return { title: _("Terima tugas"), back, body: [empty("check", _("Semua tugas sudah terkumpul"), _("Tidak ada lagi tugas yang ditunggu dari peserta ini."), door(back, _("Kembali ke peserta"), {}))] };
  const named = open.map((t) => [t.id, t.due_on ? _("%(title)s, tenggat %(day)s", { title: t.title, day: shortDay(t.due_on) }) : t.title]);
  return form({
    key: `tugas:${id}`,
    title: _("Terima tugas"),
    back,
    kicker: who.name,
    fields: [
      choice("task", _("Tugas"), /** @type {[string, string][]} */ (named), { value: open.length === 1 ? open[0].id : undefined, required: true }),
      day("on", _("Dikumpulkan pada"), { value: today(), most: today(), required: true, quick: soon([0, -1]) }),
      area("text", _("Isi atau tautan tugas"), {}),
      count("score", _("Nilai"), { most: 100, help: _("0 sampai 100.") }),
      area("feedback", _("Umpan balik"), { most: 2000, rows: 3 }),
    ],
    send: (said, submission) => {
      const { task, on, text, score, feedback } = said;
      return outbox.enqueue({ kind: "task", subject: id, base: null, values: { task, on, text, score, feedback }, id: submission });
    },
  });
}
