/*
 * The gate beside the story form: asks what stands in the way of publishing what is typed, and leads to it
 * (articles/admin/story/views/gate.py). Without this file the panel is about the story as it was loaded.
 */

import { asker, form, onChange } from "writing/typed";

const PAUSE = 1500; // milliseconds without a change before the gate is asked

const SPOTS = "input:not([type=hidden]), textarea, select, .select2-selection, .tiptap"; // where one types

const panel = document.querySelector(".story-gate");

if (panel && form) {
  const summary = panel.querySelector(".gate-summary");
  const lines = panel.querySelector(".gate-lines");
  let timer;

  // A status is read out when it is written, though it said the same before.
  function show(answer) {
    const fresh = new DOMParser().parseFromString(answer, "text/html");
    for (const place of [summary, lines]) {
      const news = fresh.querySelector(`.${place.className}`);
      if (place.innerHTML !== news.innerHTML) place.replaceChildren(...news.childNodes);
    }
    panel.classList.toggle("is-shut", fresh.querySelector(".story-gate").classList.contains("is-shut"));
  }

  const ask = asker(panel.dataset.gate, show, (sentence) => {
    summary.textContent = sentence ?? panel.dataset.trouble;
  });

  // A block's head and a field that a widget hides aren't where one types.
  function lead(event) {
    const link = event.target.closest("a[href^='#']");
    const place = link && document.getElementById(link.hash.slice(1));
    if (!place) return;
    event.preventDefault();
    panel.open = false;
    place.closest("details")?.setAttribute("open", "");
    const around = place.matches(".select2-hidden-accessible") ? place.parentElement : place;
    const spots = around.matches(SPOTS) ? [around] : [...around.querySelectorAll(SPOTS)];
    const spot = spots.find((one) => one.checkVisibility()) ?? around;
    spot.scrollIntoView({ block: "center" });
    spot.focus({ preventScroll: true });
  }

  panel.addEventListener("click", lead);
  onChange((event) => {
    if (panel.contains(event.target)) return;
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
}
