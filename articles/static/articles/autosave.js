/*
 * Keeps what is typed into the story form at the desk, a few seconds behind, or in this browser where the desk can't be
 * asked; says so where one types; asks the desk before the form is sent, so that no save ends at a log-in page
 * (articles/admin/autosave.py).
 */

import { dropHere, keepHere, sendLeft } from "writing/kept";
import { form, signed, token, words } from "writing/typed";

const PAUSE = 2000; // milliseconds between two looks at the form: with the sending, three seconds are lost at most
const PATIENCE = 15_000; // milliseconds for the desk to answer

const note = document.querySelector(".story-kept");

if (note && form) {
  const { user } = note.dataset;
  const key = form.elements.autosave.value;
  const logIn = document.querySelector(".story-log-in");
  let untouched, kept; // the form before the first touch: the editors put its text in order while they start
  let leaving = false;
  let going = false; // the form is sent by this file
  let waiting = null; // { submitter }: a save that waits for the desk, or for a log-in
  let asking = null; // the answer that is waited for
  let small = null; // the window of the log-in
  let isOut = false; // nobody is logged in, by the last answer

  // A status is read out when it is written, though it said the same before.
  function say(sentence, isTrouble, needsLogIn = false) {
    if (note.textContent !== sentence) note.textContent = sentence;
    note.classList.toggle("story-trouble", isTrouble);
    logIn.hidden = !needsLogIn;
  }

  function sayWhy(why, body, needsLogIn) {
    const isHere = keepHere(user, key, note.dataset.keep, body);
    const then = waiting ? [needsLogIn ? note.dataset.saves : note.dataset.notSaved] : [];
    say([why, isHere ? note.dataset.here : note.dataset.nowhere, ...then].join(" "), true, needsLogIn);
  }

  // Returns how it went: kept, out (nobody is logged in), another (somebody else is), unreachable or refused.
  async function ask(body) {
    let response;
    keepHere(user, key, note.dataset.keep, body); // in case the desk never answers
    try {
      const headers = { "Content-Type": "application/x-www-form-urlencoded" };
      const signal = AbortSignal.timeout(PATIENCE);
      response = await fetch(note.dataset.keep, { method: "POST", headers, body: signed(body), signal });
      if (response.ok && !response.redirected) return took(body, await response.json());
    } catch {
      response = null;
    }
    return lost(body, response);
  }

  function took(body, answer) {
    kept = body;
    isOut = false;
    dropHere(user, key);
    say(answer.gone ?? `${note.dataset.kept} ${answer.kept}`, Boolean(answer.gone));
    small?.close();
    small = null;
    return "kept";
  }

  async function lost(body, response) {
    const status = response?.status;
    isOut = status === 401;
    if (isOut) {
      sayWhy(note.dataset.loggedOut, body, true);
      return "out";
    }
    if (status === 409) {
      keepHere(user, key, note.dataset.keep, body);
      say((await response.json()).error, true);
      return "another";
    }
    if (!response) {
      sayWhy(note.dataset.unreachable, body);
      return "unreachable";
    }
    const why = status === 413 ? note.dataset.tooLarge : note.dataset.refused.replace("{status}", status);
    sayWhy(status >= 500 ? note.dataset.unreachable : why, body);
    return "refused";
  }

  async function keep() {
    while (asking) await asking;
    asking = ask(words());
    const how = await asking;
    asking = null;
    return how;
  }

  async function look() {
    if (asking || leaving || (untouched === undefined && !waiting)) return;
    const body = words();
    if (!waiting && body === kept) return;
    const how = await keep();
    if (!waiting) return;
    if (how === "kept") go();
    else if (how === "another") waiting = null;
  }

  // In a window of its own: the ordinary page, whatever it asks for.
  function openLogIn() {
    if (!small || small.closed) small = window.open(note.dataset.login, "desk-login", "popup,width=520,height=680");
    small?.focus();
  }

  async function save(submitter) {
    waiting = { submitter };
    const how = await keep();
    if (how === "out") openLogIn();
    else if (how !== "unreachable") go();
    else {
      sayWhy(note.dataset.unreachable, words());
      waiting = null;
    }
  }

  function go() {
    const { submitter } = waiting;
    waiting = null;
    going = leaving = true;
    form.requestSubmit(submitter);
    going = false;
  }

  function firstTouch() {
    if (document.readyState === "complete") untouched ??= kept = words();
    // What was typed while the page was still loading has not been kept yet.
    else window.addEventListener("load", () => (untouched ??= words()), { once: true });
  }

  // What was typed before this file was there, too.
  const texts = Array.from(form.querySelectorAll("input[type=text], textarea")).filter((field) => field.offsetParent);
  if (texts.some((field) => field.value !== field.defaultValue)) firstTouch();
  for (const type of ["pointerdown", "keydown", "beforeinput", "drop", "paste"]) {
    form.addEventListener(type, firstTouch, { capture: true });
  }
  if (note.dataset.unkept) untouched = "";
  form.addEventListener("submit", (event) => {
    form.elements.csrfmiddlewaretoken.value = token();
    if (going || event.submitter?.formTarget) return;
    // To another door of the form, and nothing is typed that it could lose.
    if (event.submitter?.hasAttribute("formaction") && (untouched === undefined || words() === kept)) {
      leaving = true;
      return;
    }
    event.preventDefault();
    if (!waiting) save(event.submitter);
    else if (isOut) openLogIn();
  });
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && untouched !== undefined && words() !== untouched) event.preventDefault();
  });
  window.addEventListener("focus", look);
  window.addEventListener("online", look);
  logIn.addEventListener("click", (event) => {
    event.preventDefault();
    openLogIn();
  });
  setInterval(look, PAUSE);

  const offers = document.querySelector(".story-offers");

  function offer({ key: form_, title, when }) {
    const made = document.importNode(document.getElementById("story-offer").content, true);
    const [sentence, begins] = made.querySelectorAll("[data-sentence], q");
    sentence.textContent = sentence.dataset.sentence.replace("{when}", when);
    begins.textContent = title;
    begins.hidden = !title;
    for (const button of made.querySelectorAll("button")) {
      button.setAttribute("formaction", button.getAttribute("formaction").replace("/-/", `/${form_}/`));
    }
    offers.append(made);
  }

  offers.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-discard]");
    if (!button) return;
    event.preventDefault();
    try {
      const headers = { Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded" };
      const response = await fetch(button.formAction, { method: "POST", headers, body: signed("") });
      if (!response.ok || response.redirected) await lost(words(), response);
      else button.closest(".story-offered").remove();
    } catch {
      sayWhy(note.dataset.unreachable, words());
    }
  });

  sendLeft(user, key).then((sent) => {
    for (const copy of sent) {
      const isOffered = offers.querySelector(`button[formaction*="/${copy.key}/"]`);
      if (copy.door === note.dataset.keep && !isOffered) offer(copy);
    }
  });
}
