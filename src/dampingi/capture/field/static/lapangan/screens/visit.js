// @ts-check
// A visit and what came of it, on one page that can be put down and picked up again.
import * as load from "../load.js";
import * as outbox from "../outbox.js";
import { fill, h, icon } from "../dom.js";
import { area, choice, count, day, grouped, select, several, soon, text } from "../fields.js";
import { form } from "../form.js";
import { number, today } from "../formats.js";
import { photos } from "../photofield.js";
import { allowed, here, mayAsk } from "../position.js";
import { SEVERITIES } from "../saying.js";
import { _, lists } from "../words.js";
import { find, gone } from "./participant.js";

/** @param {string} id */
export async function visit(id) {
  const who = await find(id);
  if (!who) return gone();
  const key = `kunjungan:${id}`;
  const asked = questions(who, key, await load.stages());
  const all = Object.values(asked).flat();
  if (await allowed()) asked.position.take();
  return form({
    key,
    title: _("Catat kunjungan"),
    back: `#/peserta/${id}`,
    kicker: who.name,
    fields: all,
    inside: laid(asked),
    words: _("Simpan kunjungan"),
    said: _("Kunjungan tersimpan di telepon ini. Dikirim begitu ada sinyal."),
    send: async (said, submission) => {
      await outbox.enqueue({ kind: "visit", subject: id, base: null, values: values(said, asked.open), photos: asked.photos.taken(), position: asked.position.at(), id: submission });
      await asked.photos.drop();
    },
  });
}

/** @param {any} who @param {string} key @param {any[]} plan */
function questions(who, key, plan) {
  const done = new Set(who.done ?? []);
  const stages = plan.filter((s) => s.programme === who.programme && !done.has(s.id));
  const known = (who.constraints ?? []).map((/** @type {any} */ c) => c.code);
  return {
    on: day("on", _("Tanggal kunjungan"), { value: today(), most: today(), required: true, quick: soon([0, -1]) }),
    minutes: count("minutes", _("Lama (menit)"), { required: true, least: 5, most: 600, wrong: _("Isi antara 5 dan 600 menit."), quick: [30, 45, 60, 90].map((n) => [number(n), n]) }),
    topic: choice("topic", _("Topik"), Object.entries(lists.topics), { required: true }),
    advice: area("advice", _("Saran yang diberikan"), { help: _("Apa yang dibahas dan apa yang Anda anjurkan. Peserta dapat membacanya.") }),
    photos: photos("photos", _("Foto kegiatan"), key),
    position: place(),
    next_step: text("next_step", _("Langkah berikutnya"), { most: 300 }),
    next_on: day("next_on", _("Rencana kunjungan berikutnya"), { quick: soon([7, 14, 30]) }),
    stages: stages.length ? [several("stages", _("Tahap yang selesai hari itu"), stages.map((s) => [s.id, s.name]))] : [],
    open: (who.constraints ?? []).map(standing),
    found: constraints(known),
    severity: choice("severity", _("Seberapa berat kendala yang ditemukan"), Object.entries(SEVERITIES()).map(([n, words]) => [Number(n), words]), { value: 2, plain: true }),
  };
}

/** A question for each constraint that stands. @param {any} constraint */
function standing(constraint) {
  const ways = [
    ["", _("Masih terbuka, tetap sama")],
    { group: _("Masih terbuka, beratnya kini"), rows: Object.entries(SEVERITIES()).map(([n, words]) => [`weigh:${n}`, words]) },
    { group: _("Selesai lewat"), rows: Object.entries(lists.resolutions) },
  ];
  return select(`open:${constraint.id}`, lists.constraints[constraint.code]?.name ?? constraint.code, ways, { plain: true });
}

/** Everything that may hold a business back, by field; those already open left out. @param {string[]} known @returns {any[]} */
function constraints(known) {
  return Object.entries(lists.constraint_fields).map(([code, name]) => {
    const rows = Object.entries(lists.constraints).filter(([each, told]) => told.field === code && !known.includes(each));
    return several(`found:${code}`, String(name), rows.map(([each, told]) => [each, told.name]), { plain: true });
  });
}

/** @param {ReturnType<typeof questions>} asked */
function laid(asked) {
  const many = h("span.tally.num");
  const found = h("details.more", h("summary", icon("right"), _("Kendala yang ditemukan"), many), h("div.stack-s", asked.found.map((f) => f.node), asked.severity.node));
  const tally = () => {
    const n = asked.found.flatMap((field) => field.read()).length;
    many.hidden = !n;
    fill(many, number(n));
  };
  found.addEventListener("change", tally);
  setTimeout(tally);
  return [
    asked.on.node, asked.minutes.node, asked.topic.node, asked.advice.node, asked.photos.node, asked.position.node,
    h("h2.form-part", _("Sesudah ini")), asked.next_step.node, asked.next_on.node, asked.stages.map((f) => f.node),
    h("h2.form-part", _("Kendala")), asked.open.length ? h("div.stack-s", asked.open.map((/** @type {any} */ f) => f.node)) : "", found,
  ]; // prettier-ignore
}

/** The submission's values, without what was left empty. @param {Record<string, any>} said @param {any[]} open */
function values(said, open) {
  const found = Object.entries(said).filter(([name]) => name.startsWith("found:")).flatMap(([, codes]) => codes);
  const answers = open.map((field) => [field.name.slice(5), field.read()]).filter(([, how]) => how);
  const weighed = answers.filter(([, how]) => how.startsWith("weigh:")).map(([id, how]) => [id, Number(how.slice(6))]);
  const resolved = answers.filter(([, how]) => !how.startsWith("weigh:"));
  /** @type {Record<string, any>} */
  const told = { on: said.on, minutes: said.minutes, topic: said.topic };
  for (const name of ["advice", "next_step", "next_on"]) if (said[name]) told[name] = said[name];
  if (said.stages?.length) told.stages = said.stages;
  if (found.length) Object.assign(told, { constraints: found, severity: said.severity || 2 });
  if (resolved.length) told.resolved = Object.fromEntries(resolved);
  if (weighed.length) told.weighed = Object.fromEntries(weighed);
  return told;
}

/** Where the visit was, if the mentor wants to say it. */
function place() {
  /** @type {any} */
  let at = null;
  const told = h("p.field-help", { role: "status" });
  const ask = h("button.button", { type: "button", onclick: () => take() }, icon("visit"), _("Pakai posisi saya sekarang"));
  const off = h("button.button.button-quiet", { type: "button", onclick: () => write(null) }, _("Hapus posisi"));
  const field = grouped("position", _("Posisi"), h("div.stack-s", told, h("div.row", ask, off)), {});
  const changed = () => field.node.dispatchEvent(new Event("change", { bubbles: true }));
  /** @param {any} value */
  function write(value) {
    at = value;
    [ask.hidden, off.hidden] = [Boolean(at), !at];
    fill(told, at ? [icon("check"), " ", _("Posisi tercatat, ketelitian sekitar %(n)s m.", { n: number(at.accuracy) })] : mayAsk() ? _("Menunjukkan bahwa kunjungan berlangsung di tempat usaha.") : _("Telepon ini tidak memberi posisi."));
  }
  async function take() {
    fill(told, _("Mencari posisi…"));
    const found = await here({ fresh: true });
    write(found && { lat: found.lat, lon: found.lon, accuracy: found.accuracy });
    if (!found) fill(told, _("Posisi tidak terbaca. Nyalakan lokasi di telepon, lalu coba lagi."));
    changed();
  }
  write(null);
  return { ...field, read: () => at, write, at: () => at, take };
}
