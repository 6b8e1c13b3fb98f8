/*
 * The forms for comments: how many characters a text has, and how long the form was at hand. The page works without.
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

for (const place of document.querySelectorAll(".form-counted")) {
  for (const field of place.querySelectorAll("[data-limit]")) count(field, place.dataset.counted);
  place.querySelectorAll("form").forEach(time);
}
