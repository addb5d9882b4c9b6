// Without this script the form still works: it posts and comes back. With it the page turns at once.
const themes = { terang: "light", gelap: "dark" };

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("form[data-theme-form]");
  if (!form) return;
  event.preventDefault();
  const body = new FormData(form, event.submitter);
  const chosen = themes[body.get("tampilan")];
  if (chosen) document.documentElement.dataset.theme = chosen;
  else delete document.documentElement.dataset.theme;
  form.querySelectorAll("button").forEach((b) => b.setAttribute("aria-pressed", String(b === event.submitter)));
  await fetch(form.action, { method: "POST", body, redirect: "manual" });
});
