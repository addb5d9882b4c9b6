// [data-position] fills its two fields from the phone's position, only when asked; the browser asks for permission.
// With data-position-send its form is sent right away, the position rounded to about 100 metres: it stands in the address.
for (const box of document.querySelectorAll("[data-position]")) {
  if (!("geolocation" in navigator)) continue;
  box.hidden = false;
  const told = box.querySelector("[data-position-told]");
  const field = (name) => box.querySelector(`[name=${name}]`);
  box.querySelector("[data-position-ask]").addEventListener("click", () => {
    told.textContent = box.dataset.asking;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const digits = "positionSend" in box.dataset ? 3 : 6;
        field("latitude").value = coords.latitude.toFixed(digits);
        field("longitude").value = coords.longitude.toFixed(digits);
        const accuracy = field("accuracy");
        if (accuracy) accuracy.value = Math.round(coords.accuracy);
        if ("positionSend" in box.dataset) return box.querySelector("form").requestSubmit();
        told.textContent = `${box.dataset.found} ${Math.round(coords.accuracy)} ${box.dataset.unit}`;
      },
      () => (told.textContent = box.dataset.lost),
      { enableHighAccuracy: true, timeout: 20000, maximumAge: 60000 },
    );
  });
}
