// @ts-check
// Photos of a form: taken or chosen, made small at once, kept with the draft and shown as they will be sent.
import * as drafts from "./drafts.js";
import { base64 } from "./ids.js";
import { shrink } from "./photos.js";
import { fill, h, icon } from "./dom.js";
import { grouped } from "./fields.js";
import { size } from "./formats.js";
import { say } from "./parts.js";
import { _ } from "./words.js";

const MOST = 4;
/** @typedef {import("./photos.js").Photo} Photo */

/**
 * `read` gives ids for the draft; `taken` gives the photos themselves. The bytes are kept beside the draft, one by one.
 * @param {string} name @param {string} label @param {string} key of the form's draft
 */
export function photos(name, label, key) {
  /** @type {Photo[]} */
  let held = [];
  const shown = h("ul.photos");
  const input = h("input.visually-hidden", { type: "file", accept: "image/*", capture: "environment", id: "foto", onchange: () => add(input) });
  const chosen = h("input.visually-hidden", { type: "file", accept: "image/*", multiple: true, id: "galeri", onchange: () => add(chosen) });
  const ways = h("div.row.photo-ways", h("label.button", { for: "foto" }, icon("camera"), _("Ambil foto")), h("label.button.button-quiet", { for: "galeri" }, _("Pilih dari galeri")), input, chosen);
  const inside = h("div.stack-s", shown, ways);
  const field = grouped(name, label, inside, { help: _("Paling banyak %(n)s foto. Diperkecil di telepon; keterangan kamera tidak ikut.", { n: MOST }) });
  const changed = () => inside.dispatchEvent(new Event("change", { bubbles: true }));

  /** @param {any} from */
  async function add(from) {
    const files = [...from.files];
    from.value = "";
    if (files.length + held.length > MOST) say(_("Paling banyak %(n)s foto.", { n: MOST }));
    for (const file of files.slice(0, MOST - held.length)) {
      inside.setAttribute("aria-busy", "true");
      try {
        const photo = await shrink(file);
        held = [...held, photo];
        draw();
        changed();
        await drafts.save(`${key}/${photo.id}`, { ...photo, blob: base64(await photo.blob.arrayBuffer()) });
      } catch (fault) {
        say(/** @type {any} */ (fault)?.name === "Full" ? _("Penyimpanan telepon penuh.") : _("Foto itu tidak terbaca. Ambil lagi."));
      }
      inside.removeAttribute("aria-busy");
    }
    changed();
  }

  /** @param {Photo} photo */
  async function remove(photo) {
    held = held.filter((each) => each !== photo);
    draw();
    changed();
    await drafts.drop(`${key}/${photo.id}`);
  }

  function draw() {
    fill(shown, held.map((photo, i) => {
      const address = URL.createObjectURL(photo.blob);
      const image = h("img", { src: address, alt: _("Foto %(n)s", { n: i + 1 }), onload: () => URL.revokeObjectURL(address) });
      return h("li.photo", image, h("span.photo-size.num", size(photo.bytes)), h("button.photo-off", { type: "button", "aria-label": _("Hapus foto %(n)s", { n: i + 1 }), onclick: () => remove(photo) }, icon("close")));
    })); // prettier-ignore
    ways.hidden = held.length >= MOST;
  }

  /** @param {string[] | undefined} ids */
  async function restore(ids) {
    const found = await Promise.all((ids ?? []).map((id) => drafts.read(`${key}/${id}`).catch(() => null)));
    held = found.filter(Boolean).map((kept) => ({ ...kept, blob: new Blob([bytes(kept.blob)], { type: kept.type }) }));
    draw();
  }

  return {
    ...field,
    read: () => held.map((photo) => photo.id),
    write: (/** @type {any} */ ids) => void restore(ids),
    taken: () => held,
    drop: () => Promise.all(held.map((photo) => drafts.drop(`${key}/${photo.id}`))),
    focus: () => input.focus(),
  };
}

/** @param {string} text base64 */
function bytes(text) {
  return Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
}
