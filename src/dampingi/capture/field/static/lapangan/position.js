// @ts-check
// Where the phone is: asked for only when a person presses, and remembered for a quarter of an hour.

const FRESH = 15 * 60_000;
/** @type {{lat: number, lon: number, accuracy: number, at: number} | null} */
let known = null;

export const mayAsk = () => "geolocation" in navigator;
export const knownHere = () => (known && Date.now() - known.at < FRESH ? known : null);

/** @param {{fresh?: boolean}} [how] `fresh`: now, not of a while ago */
export async function here({ fresh = false } = {}) {
  if (!mayAsk() || (!fresh && knownHere())) return knownHere();
  known = await new Promise((done) =>
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => done({ lat: round(coords.latitude), lon: round(coords.longitude), accuracy: Math.round(coords.accuracy), at: Date.now() }),
      () => done(null),
      { enableHighAccuracy: true, timeout: 20_000, maximumAge: 60_000 },
    ),
  );
  return known;
}

/** Whether the person has allowed it before, so that it need not be asked again. */
export async function allowed() {
  try {
    return (await navigator.permissions.query({ name: "geolocation" })).state === "granted";
  } catch {
    return false;
  }
}

/** About ten centimetres: more digits would claim more than a phone knows. @param {number} degrees */
const round = (degrees) => Math.round(degrees * 1e6) / 1e6;
