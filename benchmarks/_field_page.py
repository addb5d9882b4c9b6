"""What runs inside the app's page while it is measured."""

FILL = """async (m, many) => {
  const first = ["Ratna", "Siti", "Budi", "Asep", "Dewi", "Eko", "Rina", "Yusuf", "Nurul", "Agus"];
  const last = ["Sari", "Wulan", "Santoso", "Hidayat", "Lestari", "Saputra", "Rahayu", "Maulana"];
  const day = (back) => new Date(Date.now() - back * 864e5).toISOString().slice(0, 10);
  const participants = Array.from({ length: many }, (_each, i) => ({
    id: `00000000-0000-7000-8000-${String(i).padStart(12, "0")}`, programme: "p", place: `Kelurahan ${i % 63}, Depok`,
    name: `${first[i % 10]} ${last[i % 8]} ${i}`, business: `Warung ${i}`, sector: "Kuliner", address: `Jl. Mawar ${i % 90}`, phone: "+620000000000",
    stage: i % 3 ? "Identifikasi masalah" : "Verifikasi data", done: [], handed_in: [], last_visit: day(i % 70),
  }));
  const stages = [{ id: "s", name: "Verifikasi data", programme: "p", due_on: day(10) }];
  const load = { seq: 1, me: { id: "x", name: "Ana" }, participants, stages, tasks: [], meetings: [], reports: [] };
  const user = m.vault.owner();
  await m.store.put("load", { user, vault: m.vault.id(), sealed: await m.vault.seal(load, "load"), at: Date.now() });
}"""

SHOWN = """(what) => new Promise((done) => {
  const look = () => document.querySelector(what) ? requestAnimationFrame(() => setTimeout(() => done(performance.now()))) : setTimeout(look, 4);
  look();
})"""
"""Resolves with the time since the page began at which `what` was painted."""

TYPED = """async (keys) => {
  const input = document.querySelector("#cari");
  const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const rows = [];
  for (const key of keys) {
    await new Promise((done) => setTimeout(done, 200));
    const began = performance.now();
    input.value = key;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    await painted();
    const ms = performance.now() - began;
    rows.push({ key, ms, n: Number(document.querySelector(".virtual-row")?.firstElementChild && document.querySelector(".virtual-row").getAttribute("aria-setsize")) });
  }
  return rows;
}"""

EVERY_ROW = """async (m, keys) => {
  const root = document.querySelector("script[type=module]").src.replace(/[^/]*$/, "");
  const { fill, h, icon } = await import(`${root}dom.js`);
  const { matching, searchable } = await import(`${root}need.js`);
  const rows = (await m.load.participants()).map((who) => ({ who, told: searchable(who) }));
  const list = h("div");
  document.querySelector("main").append(list);
  const line = ({ who }) => h("a.row-door", { href: `#/peserta/${who.id}` },
    h("span.row-text", h("span.row-title", who.name), h("span.row-under", `${who.business} · ${who.place}`), h("span.row-under.faint", who.stage)), icon("right"));
  const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const found = [];
  for (const key of keys) {
    await new Promise((done) => setTimeout(done, 200));
    const began = performance.now();
    const some = matching(rows, (row) => row.told, key);
    fill(list, some.map(line));
    await painted();
    found.push({ key, ms: performance.now() - began, n: some.length });
  }
  list.remove();
  return found;
}"""
