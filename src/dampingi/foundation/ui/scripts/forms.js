// A sent form shows that it is being sent and cannot be sent twice; going back makes it usable again.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || form.hasAttribute("data-theme-form") || event.defaultPrevented) return;
  setTimeout(() => form.querySelectorAll("button[type=submit], button:not([type])").forEach((b) => (b.disabled = true)));
});
window.addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll("form button[disabled]").forEach((b) => (b.disabled = false));
});
// A select or date in a filter bar applies at once; the button stays for keyboards and for browsers without scripts.
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-apply]");
  if (form && event.target.matches("select, input[type=date], input[type=month], input[type=checkbox]")) form.requestSubmit();
});
// What is wrong with a sent form is read first, also where something else stands above it on a phone.
const wrong = document.querySelector("form:not([data-example]) .notice-error");
if (wrong) {
  wrong.tabIndex = -1;
  wrong.focus({ preventScroll: true });
  wrong.scrollIntoView({ block: "center" });
}
// A choice opens what it asks for: <details data-open-with="name=value">.
document.addEventListener("change", (event) => {
  const chosen = `${event.target.name}=${event.target.value}`;
  for (const asked of document.querySelectorAll("details[data-open-with]")) if (asked.dataset.openWith === chosen) asked.open = true;
});
