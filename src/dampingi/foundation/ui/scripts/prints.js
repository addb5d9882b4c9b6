// <button data-prints> opens the print dialog of the page as it stands.
document.addEventListener("click", (event) => event.target.closest("[data-prints]") && window.print());
