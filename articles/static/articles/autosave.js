/*
 * Keeps what is typed into the story form at the desk, a few seconds behind, or in this browser where the desk can't be
 * asked; says so where one types; asks the desk before the form is sent, so that no save ends at a log-in page
 * (articles/admin/story/views/autosave.py).
 */

import { dropHere, keepHere, sendLeft } from "writing/kept";
import { form, signed, token, words } from "writing/typed";

const PAUSE = 2000; // milliseconds between two looks at the form: with the sending, three seconds are lost at most
const PATIENCE = 15_000; // milliseconds for the desk to answer

const note = document.querySelector(".story-kept");

if (note && form) {
  const { user } = note.dataset;
  const keyed = form.elements.autosave; // its value: the key of the form
  const SAVES = ["_save", "_continue", "_addanother"]; // buttons
  const logIn = document.querySelector(".story-log-in");
  let untouched, kept; // the form before the first touch: the editors put its text in order while they start
  let leaving = false;
  let going = false; // the form is sent by this file
  let waiting = null; // { submitter, body }: a press that waits for the desk, or for a log-in
  let isUnsaved = note.dataset.unsaved !== undefined; // the last press saved nothing
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
    const isHere = keepHere(user, keyed.value, note.dataset.keep, body);
    const then = waiting && needsLogIn ? note.dataset.saves : isUnsaved ? note.dataset.notSaved : "";
    say([why, isHere ? note.dataset.here : note.dataset.nowhere, then].join(" ").trim(), true, needsLogIn);
  }

  // It saves nothing any more after a log-in, until somebody presses again.
  function giveUp() {
    waiting = null;
    isUnsaved = true;
  }

  // Returns how it went: kept, out (nobody is logged in), another (somebody else is), unreachable or refused.
  async function ask(body) {
    let response;
    keepHere(user, keyed.value, note.dataset.keep, body); // in case the desk never answers
    try {
      const headers = { "Content-Type": "application/x-www-form-urlencoded" };
      const signal = AbortSignal.timeout(PATIENCE);
      response = await fetch(note.dataset.keep, { method: "POST", headers, body: signed(body), signal });
      if (response.ok && !response.redirected) return took(body, await response.json());
      if (response.status === 410) return await askAnew(await response.json());
    } catch {
      response = null;
    }
    return lost(body, response);
  }

  // This form has been saved: what is typed on in it is another's.
  function askAnew({ key }) {
    dropHere(user, keyed.value);
    keyed.value = key;
    return ask(words());
  }

  function took(body, answer) {
    kept = body;
    isOut = false;
    dropHere(user, keyed.value);
    const sentence = answer.gone ?? `${note.dataset.kept} ${answer.kept}`;
    say(isUnsaved && !waiting ? `${sentence} ${note.dataset.notSaved}` : sentence, isUnsaved || Boolean(answer.gone));
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
      sayWhy((await response.json()).error, body, true);
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
    const [held, body] = [waiting, words()];
    if (!held && body === kept) return;
    const how = await keep();
    if (!held || held !== waiting) return; // the press that came meanwhile asks for itself
    // A press means the form as it was, and is taken back by closing the log-in.
    const isSame = words() === held.body;
    if (how === "kept" && isSame) go();
    else if (how === "kept" || how === "another" || !isSame || small?.closed) withdraw(how);
  }

  function withdraw(how) {
    giveUp();
    if (how === "kept") say(`${note.textContent} ${note.dataset.notSaved}`, true);
    else if (how === "out") sayWhy(note.dataset.loggedOut, words(), true);
  }

  // In a window of its own: the ordinary page, whatever it asks for.
  function openLogIn() {
    if (!small || small.closed) small = window.open(note.dataset.login, "desk-login", "popup,width=520,height=680");
    small?.focus();
  }

  async function save(submitter) {
    isUnsaved = false;
    waiting = { submitter, body: words() };
    const how = await keep();
    if (how === "unreachable") {
      giveUp();
      sayWhy(note.dataset.unreachable, words());
    } else if (how !== "out") go();
    else {
      openLogIn();
      // What is published, or given on, is pressed again by who has logged in.
      if (submitter && !SAVES.includes(submitter.name)) withdraw(how);
    }
  }

  function go() {
    if (!waiting) return;
    const { submitter } = waiting;
    waiting = null;
    going = leaving = true;
    form.requestSubmit(submitter);
    going = false;
  }

  const isUntouched = () => untouched === undefined || words() === kept;

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
    if (event.submitter?.hasAttribute("formaction") && isUntouched()) {
      leaving = true;
      return;
    }
    event.preventDefault();
    if (!waiting || isOut) save(event.submitter);
  });
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && untouched !== undefined && words() !== untouched) event.preventDefault();
  });
  // Somebody may have logged in meanwhile; where nothing is typed, the next answer says so.
  window.addEventListener("focus", () => {
    if (isOut && !logIn.hidden && isUntouched()) say("", false);
    look();
  });
  document.addEventListener("desk:out", () => {
    if (isOut && !logIn.hidden) return;
    isOut = true;
    if (isUntouched()) say(note.dataset.out, true, true);
    else sayWhy(note.dataset.loggedOut, words(), true);
  });
  window.addEventListener("online", look);
  logIn.addEventListener("click", (event) => {
    event.preventDefault();
    openLogIn();
  });
  // Sent, and come back to by Back: it is shown as it is saved now.
  window.addEventListener("pageshow", ({ persisted }) => persisted && leaving && location.reload());
  setInterval(look, PAUSE);
  if (isUnsaved) {
    say(note.dataset.notSaved, true);
    // The content editor would scroll to where the button was pressed, and why nothing was saved stands at the top.
    const state = new URLSearchParams(location.hash.slice(1));
    state.delete("scrollY");
    if (location.hash) history.replaceState(null, "", `#${state}`);
  }

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

  // The button that discards all has a name; of several in one line, the last stands by itself.
  function discard(button) {
    const line = button.closest(".story-many");
    (button.name ? line : button.closest(".story-offered")).remove();
    const left = line?.querySelectorAll(".story-offered") ?? [];
    if (left.length === 1) line.replaceWith(left[0]);
    else if (left.length) line.querySelector("[data-number]").textContent = left.length;
  }

  offers.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-discard]");
    if (!button) return;
    event.preventDefault();
    try {
      const headers = { Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded" };
      const body = signed(new URLSearchParams(button.name && [[button.name, button.value]]).toString());
      const response = await fetch(button.formAction, { method: "POST", headers, body });
      if (!response.ok || response.redirected) await lost(words(), response);
      else discard(button);
    } catch {
      sayWhy(note.dataset.unreachable, words());
    }
  });

  sendLeft(user, keyed.value).then((sent) => {
    for (const copy of sent) {
      const isOffered = offers.querySelector(`button[formaction*="/${copy.key}/"]`);
      if (copy.door === note.dataset.keep && !isOffered) offer(copy);
    }
  });
}
