/*
 * One act on the blocks, with its way back: a sentence says what happened, and its button, or Ctrl+Z, undoes it as
 * long as nothing was typed since. The editors' own undo knows nothing of blocks, so acts stay out of their history.
 */

import { storyForm } from "writing/blocks";
import { button, element } from "writing/element";
import { label } from "writing/labels";

let wayBack = null;
let acting = false;
let notice = null;
const asked = []; // { sentence, words, answer }: what is asked, until the button is pressed

/** Do something to the blocks; `run` returns the function that undoes it, or null when nothing was done. */
export function act(sentence, run) {
  const undo = quietly(run);
  if (!undo) return;
  wayBack = undo;
  say(sentence, true);
}

/** Undo the last act, if nothing was typed since; return whether there was one. */
export function undo() {
  if (!wayBack) return false;
  const back = wayBack;
  wayBack = null;
  quietly(back);
  say(label("undone"));
  return true;
}

// Tells those who listen to the form (autosave, preview, counts) that it changed, without ending our own way back.
function quietly(run) {
  acting = true;
  try {
    return run();
  } finally {
    storyForm().dispatchEvent(new Event("input", { bubbles: true }));
    acting = false;
  }
}

/** Say a sentence at the foot of the window, to the eye and to a screen reader. */
export function say(sentence, undoable = false) {
  show(sentence, undoable ? label("undo") : "");
}

/** Say a sentence with a button of these words beside it, and return a promise of its being pressed. */
export function ask(sentence, words) {
  return new Promise((answer) => {
    asked.push({ sentence, words, answer });
    hush();
  });
}

function show(sentence, words) {
  const [text, undoing] = notice.children;
  text.textContent = sentence;
  undoing.textContent = words;
  undoing.hidden = !words;
  notice.classList.add("shown");
}

function press() {
  if (notice.children[1].textContent !== asked[0]?.words) return undo();
  asked.shift().answer();
  hush();
}

function forget() {
  if (acting) return;
  wayBack = null;
  hush();
}

// What is asked stays to be answered, whatever is typed or said meanwhile.
function hush() {
  const [next] = asked;
  if (next && notice.children[0].textContent === next.sentence) return;
  if (next) return show(next.sentence, next.words);
  notice.classList.remove("shown");
  notice.children[0].textContent = "";
  notice.children[1].hidden = true;
}

function makeNotice() {
  notice = element("div", { class: "writing-notice", role: "status" }, element("span"), button({}, press));
  hush();
  document.body.append(notice);
}

function onKey(event) {
  const pressed =
    (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "z";
  // A search that something was typed into has an undo of its own.
  const inSearch = event.target.matches?.(".select2-search__field") && event.target.value;
  if (pressed && !inSearch && undo()) {
    event.preventDefault();
    event.stopPropagation();
  }
}

export function startUndo() {
  makeNotice();
  document.addEventListener("keydown", onKey, true);
  // jQuery hears both the browser's events and those of select2.
  window.django.jQuery(storyForm()).on("input change drop", forget);
  document.addEventListener("formset:added", forget);
  document.addEventListener("formset:removed", forget);
}
