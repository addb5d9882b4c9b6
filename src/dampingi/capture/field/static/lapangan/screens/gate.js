// @ts-check
// What stands before the app: registering this phone, choosing a PIN, opening it, and what to do when it is forgotten.
import * as load from "../load.js";
import * as outbox from "../outbox.js";
import * as people from "../people.js";
import * as server from "../server.js";
import * as vault from "../vault.js";
import { fill, h, icon } from "../dom.js";
import { text } from "../fields.js";
import { offerFile } from "../keeping.js";
import { LOGIN } from "../line.js";
import { button, door, notice } from "../parts.js";
import { _, ngettext } from "../words.js";
import { choosing, opened, pad } from "./pin.js";

/** Shows what stands between the person and the app; `through` when nothing does. @param {any} place @param {() => void} through */
export async function gate(place, through) {
  const person = await people.current();
  if (!person) return register(place, () => gate(place, through));
  const state = await vault.state();
  if (state === "none") return choose(place, person.recovery, through);
  if (state === "locked") return locked(place, person, through);
  return through();
}

/** @param {any} place @param {() => void} done */
export function register(place, done) {
  const name = text("name", _("Nama telepon ini"), { value: guessed(), most: 80, required: true, help: _("Supaya Anda dan dinas mengenalinya bila hilang, misalnya \"Telepon Ana\".") });
  const wrong = h("div", { tabindex: -1 });
  const act = button(_("Daftarkan telepon ini"), { icon: "phone", look: "primary", wide: true, type: "submit" });
  const send = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const fault = name.check();
    name.mark(fault);
    if (fault) return name.focus();
    act.disabled = true;
    try {
      await server.register(name.read());
      done();
    } catch (error) {
      fill(wrong, refusal(error));
      wrong.focus();
      act.disabled = false;
    }
  };
  const why = [
    ["offline", _("Bekerja tanpa sinyal"), _("Peserta dan tugas Anda dibawa serta selama seminggu.")],
    ["send", _("Dikirim sendiri"), _("Yang Anda catat tersimpan dahulu di telepon, lalu dikirim begitu ada sinyal.")],
    ["lock", _("Terkunci dengan PIN"), _("Orang lain yang memegang telepon ini tidak dapat membacanya.")],
  ];
  fill(place, h("section.gate", h("span.gate-mark", icon("mark")), h("h1", { tabindex: -1 }, _("Dampingi di lapangan")),
    h("ul.gate-why", why.map(([mark, title, told]) => h("li", icon(mark), h("span", h("b", title), h("span.soft", told))))),
    h("form.form", { novalidate: true, onsubmit: send }, wrong, name.node, act))); // prettier-ignore
}

/** @param {any} error */
function refusal(error) {
  if (error.name === "Login") return notice("warning", _("Masuk dahulu ke akun Anda."), h("p", _("Sekali saja; sesudah itu aplikasi ini terbuka juga tanpa sinyal.")), door(LOGIN, _("Masuk"), { icon: "lock", look: "primary" }));
  if (error.name === "Offline") return notice("error", _("Tidak ada sinyal."), h("p", _("Pendaftaran pertama memerlukan sinyal. Coba lagi bila sudah ada.")));
  return notice("error", error.message || _("Pendaftaran tidak berhasil. Coba lagi."));
}

function guessed() {
  const model = /\(Linux; Android [\d.]+; ([^;)]+)/.exec(navigator.userAgent)?.[1].replace(/ Build.*$/, "").trim();
  return model && model !== "K" ? model : "";
}

/** @param {any} place @param {JsonWebKey} recovery @param {() => void} through @param {{instead?: boolean}} [how] */
function choose(place, recovery, through, how = {}) {
  const text = _("PIN mengunci catatan di telepon ini. Dinas tidak mengetahuinya dan tidak dapat menggantinya; ingat baik-baik.");
  choosing(place, text, async (pin) => {
    await vault.create(pin, recovery, how);
    fill(place, h("section.gate", h("span.gate-mark", icon("mark")), h("h1", { tabindex: -1 }, _("Mengambil data peserta…")), h("progress", { "aria-label": _("Mengambil data peserta…") })));
    await load.refresh().catch(() => null); // told on the first screen
    through();
  });
}

/** @param {any} place @param {people.Person} person @param {() => void} through */
async function locked(place, person, through) {
  const { total } = await outbox.counts();
  const left = total ? ngettext("%(n)s catatan menunggu di telepon ini.", "%(n)s catatan menunggu di telepon ini.", total, { n: total }) : "";
  const enter = pad(person.name, [_("Ketik PIN Anda."), left].filter(Boolean).join(" "), async (pin) => {
    const wrong = await opened(pin);
    if (!wrong) through();
    return wrong;
  });
  const others = (await people.people()).filter((each) => each.user !== person.user);
  const pick = async (/** @type {people.Person} */ each) => (await vault.change(each.user), gate(place, through));
  const help = h("div.pin-help",
    button(_("Lupa PIN?"), { look: "quiet", onclick: () => forgotten(place, person, total, through) }),
    others.map((each) => button(_("Buka sebagai %(name)s", { name: each.name }), { look: "quiet", icon: "person", onclick: () => pick(each) })),
    button(_("Orang lain memakai telepon ini"), { look: "quiet", onclick: () => register(place, () => gate(place, through)) })); // prettier-ignore
  fill(place, enter, help);
  place.querySelector("h1").focus({ preventScroll: true });
}

/** @param {any} place @param {people.Person} person @param {number} total @param {() => void} through */
function forgotten(place, person, total, through) {
  const back = button(_("Kembali"), { icon: "left", look: "quiet", onclick: () => gate(place, through) });
  const save = button(_("Simpan antrean ke berkas"), { icon: "download", look: "primary", wide: true, onclick: async () => {
    await offerFile();
    anew.hidden = false;
  } }); // prettier-ignore
  const wrong = h("div", { tabindex: -1 });
  const begin = async () => {
    if (await server.logout()) return choose(place, person.recovery, through, { instead: true });
    fill(wrong, notice("error", _("Perlu sinyal."), h("p", _("Akun Anda dikeluarkan dahulu dari telepon ini, supaya hanya Anda yang dapat membukanya lagi."))));
    wrong.focus();
  };
  const anew = button(_("Mulai lagi dengan PIN baru"), { wide: true, onclick: begin, more: { hidden: total > 0 } });
  fill(place, h("section.gate", h("span.gate-mark", icon("lock")), h("h1", { tabindex: -1 }, _("Lupa PIN")),
    h("p", _("Tanpa PIN, catatan di telepon ini tidak dapat dibuka oleh siapa pun, kecuali oleh server dinas.")),
    total > 0 && h("p", ngettext("%(n)s catatan belum sampai. Simpan ke berkas, lalu serahkan berkasnya kepada penyelenggara: mereka memasukkannya untuk Anda.", "%(n)s catatan belum sampai. Simpan ke berkas, lalu serahkan berkasnya kepada penyelenggara: mereka memasukkannya untuk Anda.", total, { n: total })),
    total > 0 && save,
    h("p.soft", _("Sesudah itu buat PIN baru dan masuk lagi dengan kata sandi Anda. Antrean yang lama tetap tersimpan, terkunci.")), wrong, anew, back)); // prettier-ignore
  place.querySelector("h1").focus();
}
