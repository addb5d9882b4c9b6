// @ts-check
// Whom to see today and why, in words.
import * as load from "../load.js";
import * as outbox from "../outbox.js";
import { h, icon } from "../dom.js";
import { distance, isToday, moment, number, today as day, weekday } from "../formats.js";
import { LOOKS, working } from "../need.js";
import { button, door, empty, head, notice, say, section } from "../parts.js";
import { here, knownHere, mayAsk } from "../position.js";
import { _, lists, ngettext } from "../words.js";

const FIRST = 15;
let shown = FIRST;

export async function today() {
  const [people, stages, tasks, soon, items, when] = await Promise.all([load.participants(), load.stages(), load.tasks(), load.meetings(), outbox.items(), load.takenAt()]);
  const conflicts = new Set(items.filter((item) => item.state === "conflict").map((item) => item.subject));
  const rows = working(people, { stages, tasks, conflicts, fresh: isToday(when) }, day(), knownHere());
  const done = people.filter((who) => who.last_visit === day());
  return {
    title: _("Hari ini"),
    live: true,
    body: [
      head(_("Hari ini"), lead(rows.length, done.length), weekday(day())),
      stale(when),
      rows.length ? [bar(rows), bands(rows), more(rows.length)] : people.length ? calm() : nobody(),
      done.length > 0 && section(_("Sudah dikunjungi hari ini"), h("ul.plain", done.map((who) => h("li", h("a", { href: `#/peserta/${who.id}` }, who.name))))),
      meetings(soon),
    ],
  };
}

/** @param {number} due @param {number} done */
function lead(due, done) {
  const told = due ? ngettext("%(n)s peserta perlu Anda temui.", "%(n)s peserta perlu Anda temui.", due, { n: number(due) }) : _("Tidak ada yang mendesak.");
  const visited = ngettext("%(n)s sudah hari ini.", "%(n)s sudah hari ini.", done, { n: number(done) });
  return done ? `${told} ${visited}` : told;
}

/** @param {number | null} when */
function stale(when) {
  const old = when ? Date.now() - when > 7 * 86_400_000 : true;
  if (!old) return "";
  return notice("warning", _("Data di telepon ini sudah lama."), h("p", when ? _("Terakhir diambil %(at)s. Ambil yang baru begitu ada sinyal.", { at: moment(when) }) : _("Belum pernah diambil. Ambil begitu ada sinyal.")));
}

/** @param {any[]} rows */
function bar(rows) {
  if (knownHere()) return h("p.sorted.faint", icon("visit"), _("Yang sama mendesaknya diurutkan dari yang terdekat."));
  if (!mayAsk() || !rows.some(({ who }) => who.lat !== undefined)) return "";
  const ask = async () => {
    if (await here()) dispatchEvent(new Event("hashchange"));
    else say(_("Posisi tidak terbaca. Nyalakan lokasi di telepon, lalu coba lagi."));
  };
  return button(_("Urutkan dari yang terdekat"), { icon: "visit", look: "quiet.near", onclick: ask });
}

/** In their parts of the day, by name. @param {import("../need.js").Standing[]} rows */
function bands(rows) {
  const some = rows.slice(0, shown);
  return lists.need_bands.map((/** @type {any} */ band) => {
    const found = some.filter((row) => row.band === band.code);
    const all = rows.filter((row) => row.band === band.code).length;
    return found.length > 0 && h("section.group", h("h2", band.name, h("span.tally.num", number(all))), h("ol.needs", { role: "list" }, found.map(need)));
  });
}

/** @param {any} row a standing, with how far it is */
function need({ who, why, far, band }) {
  return h(
    "li.need",
    h("a.need-who", { href: `#/peserta/${who.id}` },
      h("span.row-title", who.name),
      h("span.row-under", [who.business, who.place].filter(Boolean).join(" · "), far !== null && h("span.need-far", distance(far)))),
    h("ul.reasons", why.slice(0, 3).map((/** @type {string} */ text, /** @type {number} */ i) => h(`li.reason.reason-${i ? "none" : LOOKS[band]}`, text))),
    h("div.need-acts", door(`#/peserta/${who.id}/kunjungan`, _("Catat kunjungan"), { icon: "plus", look: "primary" }), who.phone && h("a.button", { href: whatsapp(who), target: "_blank", rel: "noopener noreferrer" }, icon("chat"), h("span.wide-only", _("WhatsApp")))),
  ); // prettier-ignore
}

/** @param {any} who */
export const whatsapp = (who) => `https://wa.me/${who.phone.replace(/\D/g, "")}`;

/** @param {number} all */
function more(all) {
  if (all <= shown) return "";
  return button(_("Tampilkan %(n)s lagi", { n: number(Math.min(FIRST * 2, all - shown)) }), { icon: "down", wide: true, onclick: () => ((shown += FIRST * 2), dispatchEvent(new Event("hashchange"))) });
}

function calm() {
  return empty("check", _("Tidak ada yang mendesak hari ini"), _("Tidak ada janji yang tiba, tahap yang terlambat, atau peserta yang lama tidak dikunjungi."), door("#/peserta", _("Lihat semua peserta"), { icon: "people" }));
}

function nobody() {
  return empty("people", _("Belum ada peserta dampingan"), _("Peserta yang ditugaskan kepada Anda muncul di sini sesudah data diambil."), door("#/saya", _("Ambil data"), { icon: "download" }));
}

/** @param {any[]} all */
function meetings(all) {
  const soon = all.filter((m) => m.on === day());
  return soon.length > 0 && section(_("Pertemuan hari ini"), h("ul.plain", soon.map((m) => h("li", h("a", { href: `#/hadir/${m.id}` }, m.title), h("span.faint", ` ${m.place ?? ""}`)))));
}
