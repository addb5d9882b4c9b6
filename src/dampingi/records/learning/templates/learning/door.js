// <form data-scan>: the camera as a reader of cards, where the browser has one built in; what it reads is sent as if it were typed.
const form = document.querySelector("form[data-scan]");
if (form) begin(form);

function begin(form) {
  const part = (name) => form.querySelector(`[data-scan-${name}]`);
  if (!("BarcodeDetector" in globalThis) || !navigator.mediaDevices?.getUserMedia) {
    part("none").hidden = false;
    return;
  }
  const [view, on, off] = [form.querySelector("video"), part("on"), part("off")];
  let stream = null;
  let last = "";
  part("camera").hidden = false;
  on.addEventListener("click", start);
  off.addEventListener("click", stop);
  addEventListener("pagehide", stop);

  async function start() {
    part("denied").hidden = true;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    } catch {
      part("denied").hidden = false;
      return;
    }
    view.srcObject = stream;
    shown(true);
    await view.play();
    const detector = new globalThis.BarcodeDetector({ formats: ["qr_code"] });
    while (stream) {
      const found = await detector.detect(view).catch(() => []);
      if (found.length && found[0].rawValue !== last) send((last = found[0].rawValue));
      await new Promise((done) => setTimeout(done, 250));
    }
  }

  function send(text) {
    form.elements.code.value = text;
    navigator.vibrate?.(60);
    form.requestSubmit();
  }

  function stop() {
    stream?.getTracks().forEach((track) => track.stop());
    [stream, last, view.srcObject] = [null, "", null];
    shown(false);
  }

  function shown(open) {
    [view.hidden, off.hidden, on.hidden] = [!open, !open, open];
  }

  form.addEventListener("htmx:afterRequest", () => (form.elements.code.value = ""));
}
