/*
 * The forms for comments: how many characters a text has, how long the form was at hand, and what was typed and not sent
 * yet. The page works without.
 */

const PAUSE = 1000; // milliseconds without a key before the count is read out
const NEAR = 0.9; // of the limit: from there on it is worth reading out

const language = document.documentElement.lang;
const number = new Intl.NumberFormat(language);

// As the server counts: composed, one character a line break, no space at the ends (comments/text.py).
function length(text) {
  return [...text.replace(/\r\n?/g, "\n").normalize("NFC").trim()].length;
}

function count(field, words) {
  const limit = Number(field.dataset.limit);
  const shown = document.createElement("p");
  const told = document.createElement("p");
  shown.className = "field-counter";
  shown.setAttribute("aria-hidden", "true"); // the status says it, and not at every key
  told.className = "visually-hidden";
  told.setAttribute("role", "status");
  field.after(shown, told);
  // The count names the limit; the hint that did is still what the field is described by.
  document.getElementById(`${field.id}_helptext`)?.classList.add("visually-hidden");
  let timer;

  function show() {
    const used = length(field.value);
    const sentence = words.replace("{number}", number.format(used)).replace("{limit}", number.format(limit));
    shown.textContent = sentence;
    shown.classList.toggle("is-over", used > limit);
    clearTimeout(timer);
    timer = setTimeout(() => { told.textContent = used >= limit * NEAR ? sentence : ""; }, PAUSE);
  }

  field.addEventListener("input", show);
  show();
}

function time(form) {
  const took = form.elements.namedItem("took");
  if (!took) return;
  let since;
  form.addEventListener("focusin", () => { since ??= performance.now(); });
  form.addEventListener("submit", () => {
    took.value = since === undefined ? "" : Math.round((performance.now() - since) / 1000);
  });
}

// What is typed stays in this tab alone, under its story and what it answers: no other tab, no other visit and nobody's
// server gets it, and it goes with the receipt, with the tab, or when the reader has the browser forget them.
const DRAFT = "comment:";
const SENT = "comment-sent"; // whose draft the receipt that comes next is of

const storage = (() => {
  try {
    return window.sessionStorage;
  } catch {
    return null; // the browser stores nothing
  }
})();

function put(name, value) {
  try {
    if (value) storage.setItem(name, value);
    else storage.removeItem(name);
  } catch {
    // Full or forbidden: the form works all the same.
  }
}

const drafts = () => Object.keys(storage).filter((name) => name.startsWith(DRAFT));

function keepDraft(form) {
  const texts = ["name", "address", "body"].map((name) => form.elements.namedItem(name));
  const place = DRAFT + new URL(form.action).pathname + form.elements.namedItem("reply_to").value;

  function keep() {
    const isTyped = texts.some((field) => field.value !== field.defaultValue);
    put(place, isTyped && JSON.stringify(Object.fromEntries(texts.map((field) => [field.name, field.value]))));
  }

  // What the page came with stays; what the browser has put back of a comment that was taken goes.
  function restore(isBack) {
    const draft = JSON.parse(storage.getItem(place) ?? "{}");
    for (const field of texts) {
      if (isBack) field.value = field.defaultValue;
      if (draft[field.name] && !field.value) field.value = draft[field.name];
      field.dispatchEvent(new Event("input"));
    }
  }

  put(SENT, "");
  const isBack = performance.getEntriesByType("navigation")[0]?.type === "back_forward";
  if (!isBack && !storage.getItem(place)) keep(); // typed before this file was there
  restore(isBack);
  form.addEventListener("input", keep);
  form.addEventListener("submit", () => put(SENT, place));
  // After the browser has put back what stood in the fields when the page was left.
  window.addEventListener("pageshow", ({ persisted }) => { if (persisted || isBack) restore(true); });
}

function take(receipt) {
  const place = storage.getItem(SENT);
  if (!place?.startsWith(DRAFT + receipt.dataset.taken)) return;
  const words = storage.getItem(place);
  for (const name of drafts()) if (name === place || storage.getItem(name) === words) put(name, "");
  put(SENT, "");
}

if (storage) {
  document.querySelectorAll("[data-taken]").forEach(take);
  for (const form of document.querySelectorAll("form[data-forgets]")) {
    form.addEventListener("submit", () => drafts().forEach((name) => put(name, "")));
  }
}

for (const place of document.querySelectorAll(".form-counted")) {
  for (const field of place.querySelectorAll("[data-limit]")) count(field, place.dataset.counted);
  place.querySelectorAll("form").forEach(time);
  for (const form of place.querySelectorAll("form")) if (storage && form.elements.namedItem("reply_to")) keepDraft(form);
}
