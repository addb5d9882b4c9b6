// @ts-check
/** Photos, made small enough for a market's line. What the camera wrote into the file (place, time, model) does not come along. */
import { newId, sha256 } from "./ids.js";

/** @typedef {{id: string, blob: Blob, sha256: string, bytes: number, type: string}} Photo */

const LONG_SIDE = 1600;
const QUALITY = 0.8;

/** No picture this phone can read. */
export class NoPicture extends Error {
  name = "NoPicture";
}

/** @param {Blob} file @returns {Promise<Photo>} */
export async function shrink(file) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => {
    throw new NoPicture("unreadable");
  });
  const share = Math.min(1, LONG_SIDE / Math.max(picture.width, picture.height));
  const canvas = new OffscreenCanvas(Math.round(picture.width * share), Math.round(picture.height * share));
  const pen = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.fillStyle = "#fff"; // where it was transparent
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: QUALITY });
  return { id: newId(), blob, sha256: await sha256(await blob.arrayBuffer()), bytes: blob.size, type: "image/jpeg" };
}
