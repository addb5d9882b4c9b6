// Popovers are <details>: close them when one clicks elsewhere or presses Escape, as people expect of a menu.
const open = () => document.querySelectorAll("details[data-popover][open]");

document.addEventListener("click", (event) => {
  open().forEach((menu) => menu.contains(event.target) || menu.removeAttribute("open"));
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  open().forEach((menu) => {
    menu.removeAttribute("open");
    menu.querySelector("summary").focus();
  });
});
