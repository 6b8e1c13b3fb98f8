/*
 * Keeps what is typed into the story form at the desk, a few seconds behind; warns before the page is left unsaved.
 * What was kept and never saved is offered when the form is opened again (articles/admin/autosave.py).
 */

import { form, token, typed } from "writing/typed";

const PAUSE = 2000; // milliseconds between two looks at the form: with the sending, three seconds are lost at most

const note = document.querySelector(".story-kept");

if (note && form) {
  let untouched, kept; // the form before the first touch: the editors put its text in order while they start
  let leaving = false;
  let sending = false;

  async function keep() {
    if (untouched === undefined) return;
    const body = typed();
    if (sending || leaving || body === kept) return;
    sending = true;
    try {
      const headers = { "Content-Type": "application/x-www-form-urlencoded" };
      const response = await fetch(note.dataset.keep, { method: "POST", headers, body });
      if (!response.ok || response.redirected) throw new Error(response.statusText);
      note.textContent = `${note.dataset.kept} ${(await response.json()).kept}`;
      note.classList.remove("story-trouble");
      kept = body;
    } catch {
      note.textContent = note.dataset.lost;
      note.classList.add("story-trouble");
    } finally {
      sending = false;
    }
  }

  function firstTouch() {
    if (document.readyState === "complete") untouched ??= kept = typed();
    // What was typed while the page was still loading has not been kept yet.
    else window.addEventListener("load", () => (untouched ??= typed()), { once: true });
  }

  // What was typed before this file was there, too.
  const texts = Array.from(form.querySelectorAll("input[type=text], textarea")).filter((field) => field.offsetParent);
  if (texts.some((field) => field.value !== field.defaultValue)) firstTouch();
  for (const type of ["pointerdown", "keydown", "drop", "paste"]) {
    form.addEventListener(type, firstTouch, { capture: true });
  }
  form.addEventListener("submit", (event) => {
    form.elements.csrfmiddlewaretoken.value = token();
    leaving = !event.submitter?.formTarget;
  });
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && untouched !== undefined && typed() !== untouched) event.preventDefault();
  });
  // While older words are offered back, newer ones must not take their place.
  if (!note.dataset.wait) setInterval(keep, PAUSE);
}
