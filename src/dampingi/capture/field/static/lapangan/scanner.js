// @ts-check
// The camera as a reader of QR codes, where the browser has one built in.
import { fill, h, icon } from "./dom.js";
import { button, notice } from "./parts.js";
import { _ } from "./words.js";

const PAUSE = 250;
export const readers = () => "BarcodeDetector" in globalThis && Boolean(navigator.mediaDevices?.getUserMedia);

/** @param {(text: string) => string} seen what a code says; gives what to tell */
export function scanner(seen) {
  const told = h("p.scan-told", { role: "status" });
  const view = h("video.scan-view", { playsinline: true, muted: true, hidden: true });
  const wrong = h("div");
  const on = button(_("Pindai QR"), { icon: "qr", onclick: start });
  const off = button(_("Tutup kamera"), { icon: "close", look: "quiet", onclick: stop, more: { hidden: true } });
  /** @type {MediaStream | null} */
  let stream = null;
  let last = "";

  async function start() {
    fill(wrong);
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    } catch {
      fill(wrong, notice("warning", _("Kamera tidak dapat dibuka."), h("p", _("Izinkan kamera di pengaturan peramban, atau tandai dari daftar di bawah."))));
      return;
    }
    view.srcObject = stream;
    await view.play();
    shown(true);
    const detector = new /** @type {any} */ (globalThis).BarcodeDetector({ formats: ["qr_code"] });
    while (stream) {
      const found = await detector.detect(view).catch(() => []);
      if (found.length && found[0].rawValue !== last) {
        last = found[0].rawValue;
        fill(told, icon("check"), seen(last));
        navigator.vibrate?.(60);
      }
      await new Promise((done) => setTimeout(done, PAUSE));
    }
  }

  function stop() {
    stream?.getTracks().forEach((track) => track.stop());
    stream = null;
    last = "";
    view.srcObject = null;
    shown(false);
  }

  /** @param {boolean} open */
  function shown(open) {
    [view.hidden, off.hidden, on.hidden] = [!open, !open, open];
    if (!open) fill(told);
  }

  return { node: h("div.scan", h("div.row", on, off), wrong, view, told), stop };
}
