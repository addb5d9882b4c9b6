// @ts-check
// A promised visit moves to another day, for a reason. What was promised stays on record.
import * as outbox from "../outbox.js";
import { choice, day, soon, text } from "../fields.js";
import { form } from "../form.js";
import { day as longDay, today } from "../formats.js";
import { door, empty } from "../parts.js";
import { _, lists } from "../words.js";
import { find, gone } from "./participant.js";

/** @param {string} id */
export async function putOff(id) {
  const who = await find(id);
  if (!who) return gone();
  const back = `#/peserta/${id}`;
  if (!who.promise) return { title: _("Tunda kunjungan"), back, body: [empty("clock", _("Tidak ada janji yang terbuka"), _("Catat kunjungan untuk membuat janji baru."), door(back, _("Kembali ke peserta"), {}))] };
  const { promise, next_on } = who;
  return form({
    key: `tunda:${id}`,
    title: _("Tunda kunjungan"),
    back,
    kicker: who.name,
    lead: _("Dijanjikan %(day)s. Janji semula tetap tercatat.", { day: longDay(next_on) }),
    fields: [
      day("until", _("Hari yang baru"), { least: today(), required: true, quick: soon([1, 7, 14]) }),
      choice("reason", _("Alasan"), Object.entries(lists.put_off), { required: true }),
      text("note", _("Catatan"), { most: 300 }),
    ],
    judge: (said) => (said.until === next_on ? _("Itu hari yang sama. Pilih hari lain.") : ""),
    words: _("Tunda"),
    send: ({ until, reason, note }, submission) => outbox.enqueue({ kind: "put_off", subject: id, base: null, values: { promise, until, reason, ...(note ? { note } : {}) }, id: submission }),
  }); // prettier-ignore
}
