// One figure a screen: arrows, space and page keys go on and back; touch scrolls and snaps by itself. Nothing is fetched.
const deck = document.querySelector("[data-deck]");
if (deck) {
  const slides = [...deck.querySelectorAll(".slide")];
  const count = deck.querySelector("[data-deck-count]");
  const current = () => slides.reduce((best, slide, n) => (Math.abs(slide.offsetTop - deck.scrollTop) < Math.abs(slides[best].offsetTop - deck.scrollTop) ? n : best), 0);
  const show = (n) => deck.scrollTo({ top: slides[Math.max(0, Math.min(slides.length - 1, n))].offsetTop });
  const told = () => (count.textContent = `${current() + 1} / ${slides.length}`);
  const steps = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1 };
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest("a, button, summary, input, select")?.matches(":focus-visible") && event.key === " ") return;
    if (event.key in steps) show(current() + (event.shiftKey && event.key === " " ? -1 : steps[event.key]));
    else if (event.key === "Home") show(0);
    else if (event.key === "End") show(slides.length - 1);
    else if (event.key === "Escape") deck.querySelector("[data-deck-end]").click();
    else return;
    event.preventDefault();
  });
  deck.addEventListener("scroll", told, { passive: true });
  deck.focus({ preventScroll: true });
  told();
}
