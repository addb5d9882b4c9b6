// @ts-check
// Meetings near today, and who came to one: by camera where the phone can read a QR, by ticks everywhere.
import * as drafts from "../drafts.js";
import * as load from "../load.js";
import * as outbox from "../outbox.js";
import { fill, h, icon, set } from "../dom.js";
import { day, number, relative, today, weekday } from "../formats.js";
import { matching, searchable } from "../need.js";
import { button, door, empty, head, row, say } from "../parts.js";
import { readers, scanner } from "../scanner.js";
import { _, ngettext } from "../words.js";

export async function meetings() {
  const rows = (await load.meetings()).map((m) => ({ ...m, away: m.on < today() ? 2 : m.on === today() ? 0 : 1 }));
  const groups = /** @type {[string, any[]][]} */ ([
    [_("Hari ini"), rows.filter((m) => m.away === 0)],
    [_("Akan datang"), rows.filter((m) => m.away === 1)],
    [_("Dua minggu terakhir"), rows.filter((m) => m.away === 2).reverse()],
  ]);
  const each = (/** @type {any} */ m) =>
    h("li", row(`#/hadir/${m.id}`, m.title, [weekday(m.on), m.place && ` · ${m.place}`], m.recorded?.length ? h("span.faint.num", ngettext("%(n)s tercatat", "%(n)s tercatat", m.recorded.length, { n: number(m.recorded.length) })) : ""));
  const shown = groups.filter(([, found]) => found.length).map(([title, found]) => h("section.group", h("h2", title), h("ul.doors", found.map(each))));
  const none = empty("training", _("Tidak ada pertemuan yang dekat"), _("Pelatihan dan pertemuan dua minggu ke belakang dan enam minggu ke depan muncul di sini."));
  return { title: _("Pertemuan"), live: true, body: [head(_("Pertemuan"), _("Catat siapa yang hadir, juga tanpa sinyal.")), shown.length ? shown : none] };
}

/** @param {string} id */
export async function attendance(id) {
  const meeting = (await load.meetings()).find((m) => m.id === id);
  const back = "#/hadir";
  if (!meeting) return { title: _("Kehadiran"), back, body: [empty("training", _("Pertemuan itu tidak ada di telepon ini"), _("Mungkin sudah lewat dua minggu, atau dibatalkan."), door(back, _("Kembali ke daftar pertemuan"), {}))] };
  if (meeting.on > today()) return { title: _("Kehadiran"), back, body: [head(meeting.title, `${weekday(meeting.on)} (${relative(meeting.on)})`, meeting.place ?? ""), empty("calendar", _("Pertemuan ini belum berlangsung"), _("Kehadiran dapat dicatat mulai harinya, juga tanpa sinyal."), door(back, _("Kembali ke daftar pertemuan"), {}))] };
  const already = new Set(meeting.recorded ?? []);
  const people = (await load.participants()).filter((who) => who.programme === meeting.programme).map((who) => ({ who, told: searchable(who) }));
  const sheet = await open(`hadir:${id}`);
  const list = h("ul.roll");
  const tally = h("p.num", { role: "status" });
  const save = button(_("Simpan kehadiran"), { icon: "check", look: "primary", wide: true, onclick: keep });
  let asked = "";

  function draw() {
    const open = matching(people, (each) => each.told, asked);
    fill(list, open.slice(0, 200).map(({ who }) => line(who, already.has(who.id), sheet, count)));
    if (open.length > 200) list.append(h("li.faint", _("%(n)s lagi; ketik nama untuk menemukannya.", { n: number(open.length - 200) })));
    count();
  }
  function count() {
    const marked = Object.values(sheet.marks);
    const came = marked.filter((mark) => mark.present).length;
    fill(tally, _("%(came)s hadir, %(absent)s tidak hadir, %(already)s sudah tercatat", { came: number(came), absent: number(marked.length - came), already: number(already.size) }));
    save.disabled = !marked.length;
  }
  /** @param {string} text of a QR */
  function seen(text) {
    const found = people.find(({ who }) => text.includes(who.id))?.who;
    if (!found) return _("QR itu bukan milik peserta Anda.");
    if (already.has(found.id)) return _("%(name)s sudah tercatat.", { name: found.name });
    sheet.mark(found.id, { ...sheet.marks[found.id], present: true });
    draw();
    return _("%(name)s hadir.", { name: found.name });
  }
  async function keep() {
    save.disabled = true;
    try {
      for (const [enrolment, mark] of Object.entries(sheet.marks)) {
        await outbox.enqueue({ kind: "attendance", subject: id, base: null, values: { enrolment, ...mark } });
        await sheet.unmark(enrolment); // one by one: what is queued is not queued again after a crash
      }
      say(_("Kehadiran tersimpan di telepon ini. Dikirim begitu ada sinyal."));
      location.replace(back);
    } catch (fault) {
      say(/** @type {any} */ (fault)?.name === "Full" ? _("Penyimpanan telepon penuh.") : String(fault));
      draw();
    }
  }
  const scan = scanner(seen);
  const type = (/** @type {any} */ event) => ((asked = event.target.value), draw());
  const search = h("div.search", h("label.visually-hidden", { for: "cari" }, _("Cari peserta")), icon("search"), h("input.input", { id: "cari", type: "search", autocomplete: "off", placeholder: _("Nama, usaha, kelurahan, telepon"), oninput: type }));
  draw();
  return {
    title: _("Kehadiran"),
    back,
    body: [head(meeting.title, `${day(meeting.on)} (${relative(meeting.on)})`, meeting.place ?? ""), readers() ? scan.node : h("p.faint", _("Telepon ini tidak dapat membaca QR. Tandai dari daftar.")), search, tally, list],
    foot: save,
    leave: scan.stop,
  };
}

/** @typedef {{present: boolean, pre?: number, post?: number}} Mark */
/** What is ticked and not yet saved, kept as a draft. @param {string} key */
async function open(key) {
  /** @type {Record<string, Mark>} */
  const marks = (await drafts.read(key).catch(() => null)) ?? {};
  const store = () => (Object.keys(marks).length ? drafts.save(key, marks) : drafts.drop(key)).catch((fault) => say(String(fault)));
  return {
    marks,
    mark: (/** @type {string} */ id, /** @type {Mark} */ how) => ((marks[id] = how), store()),
    unmark: (/** @type {string} */ id) => (delete marks[id], store()),
  };
}

/** @param {any} who @param {boolean} already @param {Awaited<ReturnType<typeof open>>} sheet @param {() => void} count */
function line(who, already, sheet, count) {
  const name = h("span.row-text", h("span.row-title", who.name), h("span.row-under", [who.business, who.place].filter(Boolean).join(" · ")));
  if (already) return h("li.roll-row", name, h("span.state.state-good", _("Tercatat")));
  const press = (/** @type {boolean} */ present) => {
    const now = sheet.marks[who.id];
    if (now?.present === present) void sheet.unmark(who.id);
    else void sheet.mark(who.id, { present });
    show();
    count();
  };
  const came = h("button.mark", { type: "button", onclick: () => press(true) }, icon("check"), _("Hadir"));
  const absent = h("button.mark", { type: "button", onclick: () => press(false) }, icon("close"), _("Tidak"));
  const scores = h("div.scores");
  const show = () => {
    const mark = sheet.marks[who.id];
    set(came, { "aria-pressed": String(mark?.present === true) });
    set(absent, { "aria-pressed": String(mark?.present === false) });
    fill(scores, mark?.present ? [score(_("Nilai tes awal"), "pre"), score(_("Nilai tes akhir"), "post")] : "");
  };
  const score = (/** @type {string} */ label, /** @type {"pre" | "post"} */ which) => {
    const type = (/** @type {any} */ event) => {
      const said = event.target.value.trim();
      const { [which]: _before, ...rest } = sheet.marks[who.id];
      const sound = /^\d{1,3}$/.test(said) && Number(said) <= 100;
      set(event.target, { "aria-invalid": String(said !== "" && !sound) });
      void sheet.mark(who.id, sound ? { ...rest, [which]: Number(said) } : rest);
    };
    return h("label.score", h("span", label), h("input.input.num", { inputmode: "numeric", maxlength: 3, value: sheet.marks[who.id]?.[which] ?? "", oninput: type }));
  };
  show();
  return h("li.roll-row", name, h("div.marks", { role: "group", "aria-label": who.name }, came, absent), scores);
}
