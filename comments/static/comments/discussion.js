/*
 * The forms for comments: how many characters a text has, how long the form was at hand, and what was typed and not sent
 * yet. The page works without.
 */

const PAUSE = 1000; // milliseconds without a key before the count is read out
const NEAR = 0.9; // of the limit: from there on it is worth reading out

const language = document.documentElement.lang;
const number = new Intl.NumberFormat(language);

// As the server counts: composed, one character a line break, no space at the ends, without what it drops
// (comments/screening/plain_text.py, newsroom/text/characters.py).
const DROPPED = /[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff\p{Cs}]/gu;
const HEAP = /((?:[\p{Mn}\p{Me}][\p{Mc}\p{Cf}]*){5})(?:[\p{Mn}\p{Me}]+[\p{Mc}\p{Cf}]*)+/gu;

function length(text) {
  return [...text.replace(DROPPED, "").replace(/\r\n?/g, "\n").replace(HEAP, "$1").normalize("NFC").trim()].length;
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

// What is typed stays in this tab alone, under where its form is sent and what it answers: no other tab, no other visit
// and nobody's server gets it, and it goes with the page that says it was taken, or with the tab.
const DRAFT = "comment:";
const SENT = "comment-sent"; // {place, words} of the form that was sent last

const storage = (() => {
  try {
    return window.sessionStorage;
  } catch {
    return null; // the browser stores nothing
  }
})();

function put(name, value) {
  try {
    if (value) storage.setItem(name, JSON.stringify(value));
    else storage.removeItem(name);
  } catch {
    // Full or forbidden: the form works all the same.
  }
}

const read = (name) => JSON.parse(storage.getItem(name) ?? "null");

// A tick or a choice is kept by its name and value, a text by its name.
const isTick = (field) => ["checkbox", "radio"].includes(field.type);
const keyOf = (field) => isTick(field) ? `${field.name}=${field.value}` : field.name;
const valueOf = (field) => isTick(field) ? field.checked : field.value;
const valueAtFirst = (field) => isTick(field) ? field.defaultChecked : field.defaultValue;

function fill(field, value) {
  if (isTick(field)) field.checked = value;
  else field.value = value;
}

// An error page goes on with what was sent, though it may answer nothing any more. It comes again when it is reloaded.
function placeOf(form, isAgain) {
  const action = DRAFT + new URL(form.action).pathname;
  const sent = read(SENT)?.place;
  if (isAgain && sent?.startsWith(action)) return sent;
  return action + (form.dataset.answers ?? form.elements.namedItem("reply_to")?.value ?? "");
}

function keepDraft(form) {
  const isAgain = "again" in form.dataset; // the server has filled it with what was sent
  const place = placeOf(form, isAgain);
  const isTyped = (field) => field.matches("textarea, input:not([type=hidden], [type=submit])") && field.name !== "website";
  const fields = [...form.elements].filter(isTyped);

  function keep() {
    const typed = fields.filter((field) => isAgain || valueOf(field) !== valueAtFirst(field));
    put(place, typed.length && Object.fromEntries(typed.map((field) => [keyOf(field), valueOf(field)])));
  }

  // The draft is never older than what the page came with; what the browser has put back of one that was taken goes.
  function restore(isBack) {
    const draft = read(place);
    for (const field of fields) {
      if (isBack) fill(field, valueAtFirst(field));
      if (draft && keyOf(field) in draft) fill(field, draft[keyOf(field)]);
      if (!isTick(field)) field.dispatchEvent(new Event("input"));
    }
    if (draft && form.closest("details")) form.closest("details").open = true;
  }

  if (isAgain) put(SENT, { place, words: read(SENT)?.words ?? "" });
  else put(SENT, null);
  const isBack = performance.getEntriesByType("navigation")[0]?.type === "back_forward";
  if (!isBack && !read(place)) keep(); // typed before this file was there
  restore(isBack);
  form.addEventListener("input", keep);
  form.addEventListener("submit", () => put(SENT, { place, words: form.querySelector("[data-limit]").value }));
  // After the browser has put back what stood in the fields when the page was left.
  window.addEventListener("pageshow", ({ persisted }) => { if (persisted || isBack) restore(true); });
}

// What both sides have of a text, whatever the server has tidied away.
const bare = (text) => text.normalize("NFC").replace(/[^\p{L}\p{N}\p{P}\p{S}]/gu, "");

// The draft goes when this page is of what was sent from it, and nothing was typed meanwhile.
function take(page) {
  const sent = read(SENT);
  if (!page.dataset.taken.split(" ").some((path) => sent?.place.startsWith(DRAFT + path))) return;
  const shown = [...page.querySelectorAll(".comment-body")].map((text) => bare(text.textContent));
  if (shown.length && !shown.includes(bare(sent.words))) return;
  const draft = read(sent.place);
  if (Object.values(draft ?? {}).includes(sent.words) || !draft) put(sent.place, null);
  put(SENT, null);
}

function forget() {
  for (const place of Object.keys(storage).filter((name) => name.startsWith(DRAFT))) {
    const { name, address, ...words } = read(place);
    put(place, Object.values(words).some(Boolean) && words);
  }
}

if (storage) {
  document.querySelectorAll("[data-taken]").forEach(take);
  for (const form of document.querySelectorAll("form[data-forgets]")) form.addEventListener("submit", forget);
}

for (const place of document.querySelectorAll(".form-counted")) {
  for (const field of place.querySelectorAll("[data-limit]")) count(field, place.dataset.counted);
  place.querySelectorAll("form").forEach(time);
  if (storage) place.querySelectorAll("form").forEach(keepDraft);
}
