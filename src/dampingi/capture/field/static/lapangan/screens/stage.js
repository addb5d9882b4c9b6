// @ts-check
// A stage that a participant has finished.
import * as load from "../load.js";
import * as outbox from "../outbox.js";
import { choice, day, soon } from "../fields.js";
import { form } from "../form.js";
import { today } from "../formats.js";
import { door, empty } from "../parts.js";
import { _ } from "../words.js";
import { find, gone } from "./participant.js";

/** @param {string} id */
export async function stage(id) {
  const who = await find(id);
  if (!who) return gone();
  const done = new Set(who.done ?? []);
  const open = (await load.stages()).filter((s) => s.programme === who.programme && !done.has(s.id));
  const back = `#/peserta/${id}`;
  if (!open.length) return { title: _("Tahap selesai"), back, body: [empty("check", _("Semua tahap sudah selesai"), _("Tidak ada lagi tahap yang terbuka bagi peserta ini."), door(back, _("Kembali ke peserta"), {}))] };
  return form({
    key: `tahap:${id}`,
    title: _("Tandai tahap selesai"),
    back,
    kicker: who.name,
    lead: _("Dinas memeriksa buktinya saat terkirim. Yang belum lengkap ditahan dengan alasannya, tidak hilang."),
    fields: [
      choice("stage", _("Tahap"), open.map((s) => [s.id, s.name]), { value: open[0].id, required: true }),
      day("done_on", _("Selesai pada"), { value: today(), most: today(), required: true, quick: soon([0, -1]) }),
    ],
    send: (said, submission) => outbox.enqueue({ kind: "stage", subject: id, base: null, values: { stage: said.stage, done_on: said.done_on }, id: submission }),
  }); // prettier-ignore
}
