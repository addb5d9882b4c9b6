// A message opened elsewhere is only recorded when the person says that it was sent: <a data-sends="ID"> shows the form of that id.
document.addEventListener("click", (event) => {
  const asked = document.getElementById(event.target.closest("a[data-sends]")?.dataset.sends ?? "");
  if (asked) asked.hidden = false;
});
