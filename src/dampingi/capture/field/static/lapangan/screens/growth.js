// @ts-check
// How the business is doing: what changed since last time is asked, not the whole form.
import * as outbox from "../outbox.js";
import { fill, h } from "../dom.js";
import { choice, count, grouped, rupiah } from "../fields.js";
import { form } from "../form.js";
import { money, month, monthStart, number } from "../formats.js";
import { notice } from "../parts.js";
import { _ } from "../words.js";
import { find, gone } from "./participant.js";

const COUNTS = /** @type {const} */ (["workers", "products", "channels"]);
const WEEKS = [4, 5];
const LABELS = () => ({
  turnover: _("Omzet sebulan"), weeks_with_sales: _("Minggu dengan penjualan"), weeks: _("Dari berapa minggu"), workers: _("Tenaga kerja"),
  products: _("Jenis produk yang dijual"), channels: _("Saluran pemasaran"), has_nib: _("Sudah memiliki NIB"),
}); // prettier-ignore
const HELP = () => ({ workers: _("Termasuk pemilik dan keluarga yang ikut bekerja."), channels: _("Warung, pasar, WhatsApp, lokapasar, dan sebagainya."), turnover: _("Dalam rupiah, misalnya 2.500.000.") });

/** @param {string} id */
export async function growth(id) {
  const who = await find(id);
  if (!who) return gone();
  const before = who.growth ?? null;
  const months = [monthStart(0), monthStart(-1)];
  if (before && !months.includes(before.month) && before.month > monthStart(-3)) months.push(before.month);
  const which = choice("month", _("Bulan"), months.map((m) => [m, month(m)]), { value: months[1] === before?.month ? months[0] : months[1], required: true });
  const asked = [money_(before), ...weeks(before), ...COUNTS.map((name) => figure(name, before)), nib(before)];
  const hint = h("div");
  const again = () => {
    const same = before && which.read() === before.month;
    fill(hint, same ? notice("info", _("Bulan ini sudah dicatat."), h("p", _("Ubah hanya yang keliru. Yang Anda biarkan tidak dikirim."))) : before && h("p.soft", _("Dibandingkan dengan %(month)s. Jawab apa yang berubah.", { month: month(before.month) })));
    for (const field of asked) field.edit?.(same);
  };
  which.node.addEventListener("change", again);
  const screen = await form({
    key: `perkembangan:${id}`,
    title: _("Catat perkembangan"),
    back: `#/peserta/${id}`,
    kicker: who.name,
    fields: [which, ...asked],
    inside: [which.node, hint, ...asked.map((f) => f.node)],
    judge: (said) => said.weeks_with_sales > said.weeks ? _("Minggu dengan penjualan lebih banyak daripada minggunya. Perbaiki salah satunya.") : (before && said.month === before.month && !Object.keys(changed(said, before)).length ? _("Belum ada yang berubah. Ubah dahulu angkanya.") : ""),
    send: (said, submission) => {
      const editing = before && said.month === before.month;
      const { month: of, ...figures } = before ?? {};
      const values = editing ? changed(said, before) : whole(said);
      return outbox.enqueue({ kind: "growth", subject: id, base: editing ? figures : null, values: { month: said.month, ...values }, id: submission });
    },
  });
  again();
  return screen;
}

/** @param {Record<string, any>} said */
const whole = ({ month: _of, ...figures }) => figures;
/** @param {Record<string, any>} said @param {any} before */
const changed = (said, before) => Object.fromEntries(Object.entries(said).filter(([name, value]) => name !== "month" && value !== before[name]));

/** The turnover is asked anew each month: last month's is shown beside it. @param {any} before */
function money_(before) {
  const help = before ? _("%(month)s: %(value)s", { month: month(before.month), value: money(before.turnover) }) : HELP().turnover;
  const field = rupiah("turnover", LABELS().turnover, { required: true, help });
  return { ...field, edit: (/** @type {boolean} */ same) => same && field.read() === null && field.write(before.turnover) };
}

/** @param {(typeof COUNTS)[number]} name @param {any} before @returns {any} */
function figure(name, before) {
  const most = 100_000;
  const help = name in HELP() ? HELP()[/** @type {keyof ReturnType<HELP>} */ (name)] : "";
  if (!before) return count(name, LABELS()[name], { required: true, most, help });
  const input = count(name, "", { required: true, most });
  const pick = choice(`${name}:same`, LABELS()[name], [["same", _("Tetap %(n)s", { n: number(before[name]) })], ["changed", _("Berubah")]], { required: true }); // prettier-ignore
  input.node.querySelector("input").setAttribute("aria-label", LABELS()[name]);
  input.node.querySelector("label").remove();
  const show = () => ((input.node.hidden = pick.read() !== "changed"), input.node.hidden || input.focus());
  pick.node.addEventListener("change", (/** @type {any} */ event) => event.target.type === "radio" && show());
  pick.node.append(input.node);
  return {
    ...pick,
    name,
    read: () => (pick.read() === "same" ? before[name] : pick.read() === "changed" ? input.read() : ""),
    write: (/** @type {any} */ value) => {
      pick.write(value === before[name] ? "same" : value === "" ? "" : "changed");
      input.write(value === before[name] ? "" : value);
      input.node.hidden = pick.read() !== "changed";
    },
    check: () => pick.check() || (pick.read() === "changed" ? input.check() : ""),
    edit: (/** @type {boolean} */ same) => {
      if (same && pick.read() === "") pick.write("same");
      input.node.hidden = pick.read() !== "changed";
    },
  };
}

/** Asked anew each month, like the turnover; while one corrects a month its own figures stand there. @param {any} before @returns {any[]} */
function weeks(before) {
  const counts = [0, 1, 2, 3, 4, 5];
  const sold = choice("weeks_with_sales", LABELS().weeks_with_sales, counts.map((n) => [n, number(n)]), { required: true });
  const of = choice("weeks", LABELS().weeks, WEEKS.map((n) => [n, number(n)]), { required: true, value: before?.weeks ?? 4 });
  return [{ ...sold, edit: (/** @type {boolean} */ same) => same && sold.read() === "" && sold.write(before.weeks_with_sales) }, of];
}

/** @param {any} before @returns {any} */
function nib(before) {
  return choice("has_nib", LABELS().has_nib, [[true, _("Sudah")], [false, _("Belum")]], { value: before?.has_nib, required: true }); // prettier-ignore
}
