// <input data-sum="x"> ... <strong data-sum-total="x" data-sum-whole="100">: the sum as one types; the server says the same after saving.
document.addEventListener("input", (event) => {
  const name = event.target.dataset?.sum;
  const total = name && document.querySelector(`[data-sum-total="${CSS.escape(name)}"]`);
  if (!total) return;
  const comma = document.documentElement.lang !== "en";
  const read = (text) => Number(comma ? text.replace(/\./g, "").replace(",", ".") : text.replace(/,/g, ""));
  const sum = [...document.querySelectorAll(`[data-sum="${CSS.escape(name)}"]`)].reduce((all, field) => all + (read(field.value.trim()) || 0), 0);
  const shown = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 2 }).format(sum);
  total.textContent = `${shown} / ${total.dataset.sumWhole}`;
  total.dataset.state = Math.abs(sum - Number(total.dataset.sumWhole)) < 0.005 ? "good" : "watch";
});
