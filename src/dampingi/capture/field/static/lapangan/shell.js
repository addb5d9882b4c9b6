// @ts-check
// What stays while screens come and go: the bar with the state of the line, the ways, what is told.
import * as outbox from "./outbox.js";
import * as sync from "./sync.js";
import * as versions from "./versions.js";
import { fill, h, icon, set } from "./dom.js";
import { number } from "./formats.js";
import { line } from "./line.js";
import { button } from "./parts.js";
import { TROUBLED } from "./saying.js";
import { _, ngettext } from "./words.js";

const WAYS = () => [
  ["#/", "home", _("Hari ini")],
  ["#/peserta", "people", _("Peserta")],
  ["#/hadir", "training", _("Pertemuan")],
  ["#/laporan", "report", _("Laporan")],
  ["#/kirim", "send", _("Kirim")],
];

/** @param {any} place */
export function shell(place) {
  const lead = h("div.bar-lead");
  const chip = h("a.line-chip", { href: "#/kirim" });
  const main = h("main.main", { id: "isi", tabindex: -1 });
  const foot = h("div.foot", { hidden: true });
  const news = h("div.news");
  const ways = WAYS().map(([href, mark, words]) => {
    const badge = h("span.nav-badge", { hidden: true });
    return { href, badge, links: [h("a.bottom-link", { href }, icon(mark), words, href === "#/kirim" && badge), h("a.nav-link", { href }, icon(mark), words)] };
  });
  const bottom = h("nav.bottom", { "aria-label": _("Menu utama") }, ways.map((way) => way.links[0]));
  const brand = () => [icon("mark"), h("span", "Dampingi")];
  const side = h("aside.side", h("a.brand", { href: "#/" }, brand()), h("nav", { "aria-label": _("Menu utama") }, ways.map((way) => way.links[1])));
  const bar = h("header.bar", lead, h("div.bar-end", chip, h("a.bar-me", { href: "#/saya", "aria-label": _("Saya dan telepon ini") }, icon("person"))));
  fill(place, h("a.skip", { href: "#isi", onclick: (/** @type {Event} */ event) => (event.preventDefault(), main.focus()) }, _("Langsung ke isi")),
    h("div.shell", side, bar, h("div.page", news, main)), foot, bottom, h("p.kabar", { id: "kabar", role: "status" })); // prettier-ignore

  return {
    /** @param {import("./parts.js").Screen} screen */
    show(screen) {
      document.title = `${screen.title} · Dampingi`;
      fill(lead, screen.back ? h("a.bar-back", { href: screen.back }, icon("left"), h("span", _("Kembali"))) : h("a.brand", { href: "#/" }, brand()));
      fill(main, screen.body);
      fill(foot, screen.foot ?? "");
      foot.hidden = !screen.foot;
      bottom.hidden = Boolean(screen.foot);
      document.body.classList.toggle("with-foot", Boolean(screen.foot));
    },
    /** Marks where one is. @param {string} hash */
    at(hash) {
      for (const { href, links } of ways) {
        const here = href === "#/" ? hash === "#/" : hash.startsWith(href);
        for (const link of links) here ? set(link, { "aria-current": "page" }) : link.removeAttribute("aria-current");
      }
    },
    async standing() {
      const counts = await outbox.counts();
      const open = counts.queued + counts.waiting;
      const trouble = counts.shut + TROUBLED.reduce((sum, name) => sum + counts[/** @type {"conflict"} */ (name)], 0);
      const told = line(sync.status(), open);
      fill(chip, told.short);
      chip.className = `line-chip state state-${told.look}`;
      const badge = ways[4].badge;
      badge.hidden = !(open + trouble);
      fill(badge, number(open + trouble), h("span.visually-hidden", trouble ? ngettext("%(n)s perlu dilihat", "%(n)s perlu dilihat", trouble, { n: trouble }) : ""));
    },
    version() {
      const ready = versions.ready();
      fill(news, ready && h("p.news-ready", icon("info"), h("span", _("Versi baru siap. Antrean dan draf tetap ada.")), button(_("Pakai sekarang"), { look: "s", onclick: () => versions.change() })));
    },
    main,
  };
}
