/*
 * The preview beside the story form: sends the form as it stands, saved or not, and shows the page that comes back.
 * Without this file the button opens the same page in a tab of its own.
 */

import { asker, form, onChange } from "writing/typed";

const PAUSE = 400; // milliseconds without a change before the page is asked for

const box = document.querySelector(".story-preview");

if (box && form) {
  const opener = form.querySelector(".preview-open");
  const pane = box.querySelector(".preview-pane");
  const frame = pane.querySelector("iframe");
  const trouble = pane.querySelector(".preview-trouble");
  let timer;

  function show(html) {
    const place = frame.contentWindow?.scrollY ?? 0;
    frame.addEventListener("load", () => frame.contentWindow.scrollTo(0, place), { once: true });
    frame.srcdoc = html;
    trouble.textContent = "";
  }

  const refresh = asker(opener.formAction, show, (sentence) => {
    trouble.textContent = sentence ?? trouble.dataset.trouble;
  });

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(() => pane.hidden || refresh(), PAUSE);
  }

  function open(wanted) {
    pane.hidden = !wanted;
    document.body.classList.toggle("previewing", wanted);
    if (wanted) refresh();
    else opener.focus();
  }

  function resize(width) {
    pane.classList.toggle("preview-phone", width === "phone");
    for (const button of pane.querySelectorAll("[aria-pressed]")) {
      button.setAttribute("aria-pressed", String(button.dataset.preview === width));
    }
  }

  opener.addEventListener("click", (event) => {
    event.preventDefault();
    open(pane.hidden);
  });
  pane.addEventListener("click", (event) => {
    const wanted = event.target.dataset.preview;
    if (wanted === "close") open(false);
    else if (wanted) resize(wanted);
  });
  onChange(soon);
}
