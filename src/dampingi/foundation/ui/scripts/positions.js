// [data-position] fills its two fields from the phone's position, only when asked; the browser asks for permission.
for (const box of document.querySelectorAll("[data-position]")) {
  if (!("geolocation" in navigator)) continue;
  box.hidden = false;
  const told = box.querySelector("[data-position-told]");
  const field = (name) => box.querySelector(`[name=${name}]`);
  box.querySelector("[data-position-ask]").addEventListener("click", () => {
    told.textContent = box.dataset.asking;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        field("latitude").value = coords.latitude.toFixed(6);
        field("longitude").value = coords.longitude.toFixed(6);
        const accuracy = field("accuracy");
        if (accuracy) accuracy.value = Math.round(coords.accuracy);
        told.textContent = `${box.dataset.found} ${Math.round(coords.accuracy)} ${box.dataset.unit}`;
      },
      () => (told.textContent = box.dataset.lost),
      { enableHighAccuracy: true, timeout: 20000, maximumAge: 60000 },
    );
  });
}
