// <button data-opens="id"> opens <dialog id="id">; <button data-closes> inside closes it; a click on the backdrop too.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) document.getElementById(opener.dataset.opens)?.showModal();
  const dialog = event.target.closest("dialog");
  if (dialog && (event.target === dialog || event.target.closest("[data-closes]"))) dialog.close();
});
