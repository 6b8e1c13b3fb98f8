/*
 * The keys of the moderation queue: which one asks for what, kept in this browser; they can be others, or none at all
 * (WCAG 2.1.4). Without this file everything is done by mouse, by Tab and by Enter.
 */

const KEPT = "newsroom-queue-keys";
const TYPING = "textarea, select, input:not([type=checkbox], [type=radio]), [contenteditable]";

const dialog = document.getElementById("queue-help");
const button = document.getElementById("queue-help-button");
const isOn = document.getElementById("queue-keys-on");
const wrong = document.getElementById("queue-keys-wrong");
const fields = [...dialog.querySelectorAll("input[data-default]")];
const actionOf = (field) => field.id.replace("key-", "");

function read() {
  try {
    return JSON.parse(localStorage.getItem(KEPT)) ?? {};
  } catch {
    return {}; // nothing may be kept here, or it is nothing of ours
  }
}

function keep() {
  const keys = Object.fromEntries(fields.map((field) => [actionOf(field), field.value]));
  try {
    localStorage.setItem(KEPT, JSON.stringify({ isOff: !isOn.checked, keys }));
  } catch {
    // They hold until the page is left.
  }
}

function show() {
  const values = fields.map((field) => field.value.toLowerCase()).filter(Boolean);
  wrong.textContent = new Set(values).size < values.length ? wrong.dataset.twice : "";
  document.documentElement.classList.toggle("has-queue-keys", isOn.checked);
  for (const hint of document.querySelectorAll("kbd[data-key]")) {
    const key = document.getElementById(`key-${hint.dataset.key}`).value;
    hint.textContent = key;
    const control = hint.closest("button, summary, a");
    if (isOn.checked && key) control.setAttribute("aria-keyshortcuts", key);
    else control.removeAttribute("aria-keyshortcuts");
  }
}

function ask(detail) {
  document.dispatchEvent(new CustomEvent("queue:press", { detail }));
}

function meant(event) {
  const field = fields.find((each) => each.value && each.value.toLowerCase() === event.key.toLowerCase());
  if (!field) return null;
  const action = actionOf(field);
  // Only for ticking has the shift key a meaning; a sign may need it on this keyboard.
  const isShifted = event.shiftKey && event.key.toLowerCase() !== event.key.toUpperCase();
  if (!isShifted) return action;
  return action === "select" ? "range" : null;
}

function isTyping(place) {
  if (!dialog.contains(place)) return Boolean(place.closest?.(TYPING));
  // A field of the dialog that was just closed has the focus until the page is drawn again.
  place.blur();
  return false;
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
  if (dialog.open) return;
  if (event.key === "Escape") return ask({ action: "close" });
  if (!isOn.checked || event.repeat || isTyping(event.target)) return;
  const isDigit = /^[1-9]$/.test(event.key) && document.querySelector(".queue-ask[open]");
  const action = isDigit ? null : meant(event);
  if (!isDigit && !action) return;
  event.preventDefault();
  if (action === "help") dialog.showModal();
  else ask(isDigit ? { digit: event.key } : { action });
}

const kept = read();
isOn.checked = !kept.isOff;
for (const field of fields) field.value = kept.keys?.[actionOf(field)] ?? field.dataset.default;

button.hidden = false;
button.addEventListener("click", () => dialog.showModal());
dialog.addEventListener("input", () => {
  show();
  keep();
});
document.getElementById("queue-keys-default").addEventListener("click", () => {
  for (const field of fields) field.value = field.dataset.default;
  isOn.checked = true;
  show();
  keep();
});
document.addEventListener("queue:changed", show);
// Before the desk's own: here "/" is the search in the queue.
document.addEventListener("keydown", onKey, { capture: true });
show();
