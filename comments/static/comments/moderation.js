/*
 * Moderation without loading pages: its links and forms are fetched, and what comes back is put into the page
 * that is open (comments/admin/queue.py). Without this file they are plain links and forms.
 *
 * moderation_keys.js sends the event "queue:press" with the name of an action.
 */

import { token } from "writing/kept";

const queue = document.getElementById("queue");
const said = document.getElementById("queue-said");
const logIn = document.getElementById("queue-log-in");
const WIDE = matchMedia("(min-width: 1024px)");
let asked; // what is on its way
let isDeciding = false; // what is pressed meanwhile was meant for what is about to go
let lastTicked;

const find = (id) => document.getElementById(id);
const rows = () => [...queue.querySelectorAll(".queue-row")];
const boxes = () => [...queue.querySelectorAll(".queue-row input[type=checkbox]")];
const ticked = () => boxes().filter((box) => box.checked);
const here = () => queue.querySelector(".queue-row:has(a[aria-current])");

function say(sentence) {
  said.textContent = "";
  // A status is read out when it is written, though it said the same before.
  requestAnimationFrame(() => {
    said.textContent = sentence;
  });
}

function count() {
  const label = find("queue-ticked");
  if (!label) return;
  const number = ticked().length;
  queue.classList.toggle("has-ticked", number > 0);
  label.textContent = queue.dataset.ticked.replace("%(number)s", number);
}

/* --- Fetching ------------------------------------------------------------------------------------------------------ */

function replace(fresh, ids) {
  for (const id of ids) {
    const place = find(id);
    const news = fresh.getElementById(id);
    if (place && news) place.replaceChildren(...news.childNodes);
  }
}

function mark(id) {
  for (const row of rows()) {
    const link = row.querySelector("a");
    if (row.dataset.id === id) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  here()?.scrollIntoView({ block: "nearest" });
}

function keepTicks(change) {
  const before = new Set(ticked().map((box) => box.value));
  const top = find("queue-rows")?.scrollTop ?? 0;
  change();
  for (const box of boxes()) box.checked ||= before.has(box.value);
  find("queue-rows")?.scrollTo({ top });
  count();
}

async function load(address, { body, isWhole = false, focus = true } = {}) {
  asked?.abort();
  asked = new AbortController();
  const response = await fetch(address, { method: body ? "POST" : "GET", body, signal: asked.signal });
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
  if (response.status === 401 || fresh.getElementById("login-form")) return sayLoggedOut();
  if (!response.ok || !fresh.getElementById("queue")) throw new Error(response.statusText);
  logIn.hidden = true;
  if (isWhole) keepTicks(() => replace(fresh, ["queue-tabs", "queue-list"]));
  replace(fresh, ["queue-open"]);
  queue.classList.toggle("has-open", fresh.getElementById("queue").classList.contains("has-open"));
  history.replaceState(null, "", response.url);
  mark(find("queue-comment")?.dataset.id);
  document.dispatchEvent(new Event("queue:changed"));
  if (focus) (find("queue-name") ?? find("queue-rows"))?.focus({ preventScroll: WIDE.matches });
  return fresh;
}

// What was typed stays; it is pressed again by who has logged in beside it.
function sayLoggedOut() {
  say(queue.dataset.loggedOut);
  logIn.hidden = false;
}

function withToken(body) {
  if (token()) body.set("csrfmiddlewaretoken", token());
  return body;
}

function trouble(error) {
  if (error.name !== "AbortError") say(queue.dataset.trouble);
}

const open = (link, options) => load(link.href, options).catch(trouble);

async function send(form, submitter) {
  if (isDeciding) return;
  isDeciding = true;
  queue.setAttribute("aria-busy", "true");
  try {
    const body = withToken(new FormData(form, submitter));
    const fresh = await load(form.getAttribute("action") || location.search, { body, isWhole: true });
    if (!fresh) return;
    say(fresh.getElementById("queue-said").textContent.trim());
    if (!find("queue-comment")) openFirst();
  } catch (error) {
    trouble(error);
  } finally {
    isDeciding = false;
    queue.removeAttribute("aria-busy");
  }
}

function openFirst(options) {
  const link = queue.querySelector(".queue-row a");
  if (link && WIDE.matches) open(link, options);
}

logIn.addEventListener("click", (event) => {
  event.preventDefault();
  window.open(logIn.href, "desk-login", "popup,width=520,height=680")?.focus();
});

/* --- Mouse --------------------------------------------------------------------------------------------------------- */

queue.addEventListener("click", (event) => {
  const link = event.target.closest(".queue-row a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  open(link);
});

queue.addEventListener("submit", (event) => {
  if (event.target.method !== "post" || event.defaultPrevented) return;
  event.preventDefault();
  send(event.target, event.submitter);
});

// A canned reason is a beginning: its words can be changed before they are sent.
queue.addEventListener("change", ({ target }) => {
  if (target.name === "canned") target.closest("fieldset").querySelector("textarea").value = target.dataset.text;
  if (target.name === "chosen") {
    lastTicked = target;
    count();
  }
});

/* --- What a key or another script asks for ------------------------------------------------------------------------- */

function move(step) {
  const all = rows();
  const row = all[all.indexOf(here()) + step];
  if (!row) return say(queue.dataset.end);
  mark(row.dataset.id);
  return open(row.querySelector("a"));
}

function tick(isRange) {
  const box = here()?.querySelector("input");
  if (!box) return;
  const all = boxes();
  const from = all.indexOf(lastTicked);
  if (isRange && from >= 0) {
    const [start, end] = [from, all.indexOf(box)].sort((a, b) => a - b);
    for (const each of all.slice(start, end + 1)) each.checked = true;
  } else {
    box.checked = !box.checked;
  }
  lastTicked = box;
  count();
  say(find("queue-ticked").textContent);
}

function search() {
  find("queue-search")?.focus();
  find("queue-search")?.select();
}

function ask(details) {
  details.open = true;
  details.querySelector("input:not([type=hidden]), textarea").focus();
}

function mask(details) {
  const words = getSelection().toString().trim();
  const field = find("queue-mask");
  if (words && find("queue-body")?.contains(getSelection().anchorNode)) field.value = words;
  ask(details);
  field.focus();
}

function press(action) {
  const selector = `[data-action=${action}]`;
  const many = ticked().length ? find("queue-many")?.querySelector(selector) : null;
  const target = many ?? find("queue-open").querySelector(selector);
  if (!target) return say(queue.dataset.impossible);
  if (action === "mask") return mask(target);
  return target.matches("details") ? ask(target) : target.click();
}

function choose(key) {
  const panel = queue.querySelector(".queue-ask[open]");
  const radio = panel?.querySelector(`input[name=canned][value="${key}"]`);
  if (!radio) return;
  radio.click();
  panel.querySelector("button").click();
}

function close() {
  for (const details of queue.querySelectorAll(".queue-ask[open], .queue-mask[open]")) details.open = false;
  find("queue-name")?.focus();
}

const ACTIONS = {
  next: () => move(1),
  previous: () => move(-1),
  select: () => tick(false),
  range: () => tick(true),
  search,
  close,
  undo: () => queue.querySelector("[data-action=undo]").click(),
};

document.addEventListener("queue:press", ({ detail }) => {
  if (isDeciding) return;
  if (detail.digit) choose(detail.digit);
  else (ACTIONS[detail.action] ?? (() => press(detail.action)))();
});

queue.classList.add("is-quick");
count();
if (!find("queue-comment")) openFirst({ focus: false });
