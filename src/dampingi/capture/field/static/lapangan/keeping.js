// @ts-check
// The queue as files that only the server can read.
import * as outbox from "./outbox.js";
import { today } from "./formats.js";
import { h } from "./dom.js";
import { say } from "./parts.js";
import { _ } from "./words.js";

/** @returns {Promise<number>} how many files were offered */
export async function offerFile() {
  const files = await outbox.exportFiles();
  files.forEach((file, i) => {
    const href = URL.createObjectURL(file);
    const link = h("a", { href, download: `antrean-lapangan-${today()}${files.length > 1 ? `-${i + 1}` : ""}.json`, hidden: true });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(href), 60_000);
  });
  say(files.length ? _("Berkas antrean disimpan di unduhan.") : _("Tidak ada yang perlu disimpan."));
  return files.length;
}
