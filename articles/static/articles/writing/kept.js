/*
 * What the desk can't be asked to keep stays in this browser, under its writer and its form, until the desk answers:
 * sent from the next page of the desk that the same person opens, then dropped. Nobody else's is read or shown.
 */

const START = "desk-kept:";
const MOST = 30 * 86_400_000; // milliseconds, as long as the desk keeps it (articles/revisions/autosaves.py)
const PATIENCE = 10_000; // milliseconds for the desk to answer
const LEAVING = 2000; // the same, for all together, while somebody waits to be logged out

const nameOf = (user, key) => `${START}${user}:${key}`;

/** Keep a form here; return whether there is room for it, and the browser allows it. */
export function keepHere(user, key, door, body) {
  try {
    localStorage.setItem(nameOf(user, key), JSON.stringify({ door, body, at: Date.now() }));
    return true;
  } catch {
    return false;
  }
}

export function dropHere(user, key) {
  try {
    localStorage.removeItem(nameOf(user, key));
  } catch {
    // A browser that stores nothing has nothing to drop.
  }
}

function isYoung(record) {
  try {
    return Date.now() - JSON.parse(record).at <= MOST;
  } catch {
    return false; // no record of ours
  }
}

// Whose it may be: nobody's words stay here for longer.
function dropOld() {
  for (const name of Object.keys(localStorage).filter((each) => each.startsWith(START))) {
    if (!isYoung(localStorage.getItem(name))) localStorage.removeItem(name);
  }
}

function leftHere(user) {
  try {
    dropOld();
    const names = Object.keys(localStorage).filter((name) => name.startsWith(nameOf(user, "")));
    return names.map((name) => [name, JSON.parse(localStorage.getItem(name))]);
  } catch {
    return [];
  }
}

/** Return the cookie's token, or "": after a log-in in another tab the one in the page is refused. */
export const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";

async function send(name, { door, body, at }, patience) {
  if (!/^\/(?!\/)/.test(door)) return null;
  const fields = new URLSearchParams(body);
  fields.set("autosave_age", String(Math.max(0, Date.now() - at)));
  fields.set("csrfmiddlewaretoken", token());
  const response = await fetch(door, { method: "POST", body: fields, signal: AbortSignal.timeout(patience) });
  if (response.status === 410) localStorage.removeItem(name); // its form has been saved
  if (!response.ok || response.redirected) return null;
  const { copy } = await response.json();
  localStorage.removeItem(name);
  return { door, ...copy };
}

/** Send what this person's other forms have left here; return what the desk now keeps: { door, key, title, when }. */
export async function sendLeft(user, except, patience = PATIENCE) {
  const left = leftHere(user).filter(([name]) => name !== nameOf(user, except));
  // What the desk doesn't take stays for the next time.
  const sent = await Promise.all(left.map(([name, record]) => send(name, record, patience).catch(() => null)));
  return sent.filter(Boolean);
}

// On every page of the desk; the story form does it itself, and the small window of a log-in beside a form doesn't.
async function start(logout) {
  const { user } = logout.dataset;
  let isSent = false;
  logout.addEventListener("submit", async (event) => {
    if (isSent) return;
    event.preventDefault();
    await sendLeft(user, "", LEAVING);
    isSent = true;
    setTimeout(() => logout.requestSubmit()); // while the first press is still being told, a second one is ignored
  });
  if (document.querySelector(".story-kept") || window.name === "desk-login") return;
  const sent = await sendLeft(user);
  if (sent.length && document.querySelector(".desk-front")) location.reload();
}

const logout = document.querySelector("#logout-form[data-user]");
if (logout) start(logout);
