/*
 * Says that the story form is open, and shows who else has it open and who has saved it meanwhile
 * (articles/admin/story/views/presence.py). Without this file the form names the others as it is loaded.
 */

import { fetchFromDesk, form, token } from "writing/typed";

const EVERY = 15_000; // milliseconds; articles/models/presence.py counts on it
const AWAY = ["_save", "_addanother"]; // the buttons that lead away from the form

const box = document.querySelector(".story-presence");

if (box && form) {
  const others = box.querySelector(".presence-others");
  const newer = box.querySelector(".presence-newer");
  let staying = false;

  const fields = (more) => new URLSearchParams({ csrfmiddlewaretoken: token(), number: box.dataset.number, ...more });

  // A status is read out when it is written, though it said the same before.
  function say(place, sentence) {
    if (place.textContent !== sentence) place.textContent = sentence;
  }

  async function present() {
    if (document.hidden) return;
    try {
      const response = await fetchFromDesk(box.dataset.present, { method: "POST", body: fields() });
      const answer = await response.json();
      say(others, answer.others);
      newer.hidden = !answer.newer;
      say(newer.firstElementChild, answer.newer);
    } catch {
      // The desk can't be reached, or nobody is logged in: autosave.js says so.
    }
  }

  form.addEventListener("submit", ({ submitter }) => {
    staying = !submitter?.formTarget && !AWAY.includes(submitter?.name);
  });
  // After a save the same form comes back: its writer hasn't been away.
  window.addEventListener("pagehide", () => {
    if (!staying) navigator.sendBeacon(box.dataset.present, fields({ closed: "1" }));
  });
  window.addEventListener("pageshow", present);
  document.addEventListener("visibilitychange", present);
  setInterval(present, EVERY);
}
