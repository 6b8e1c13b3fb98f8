/* The story form as it stands: what is sent to the doors beside it. */

import { token as kept } from "writing/kept";

export const form = document.getElementById("story_form");

const TOKEN = "csrfmiddlewaretoken";

export const token = () => kept() || form.elements[TOKEN].value;

// Files stay where they are.
export function words() {
  const fields = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));
  fields.delete(TOKEN);
  return fields.toString();
}

export const signed = (body) => `${body}&${TOKEN}=${encodeURIComponent(token())}`;

export const typed = () => signed(words());

/**
 * Return the answer of a door of the desk; throw an error where it isn't a good one, which has a `sentence` where
 * nobody is logged in any more: "desk:out" tells that to the whole page.
 */
export async function fetchFromDesk(address, options) {
  const response = await fetch(address, options);
  const isOut = response.status === 401;
  if (isOut) document.dispatchEvent(new Event("desk:out"));
  if (response.ok && !response.redirected) return response;
  const sentence = isOut ? document.querySelector(".story-kept")?.dataset.out : undefined;
  throw Object.assign(new Error(response.statusText), { sentence });
}

/**
 * Return a function that sends the form as it stands to a door of the desk, unless that has it already, and gives `show`
 * the page that comes back; `complain` gets the sentence of an error, if it has one. Of two answers the later one counts.
 */
export function asker(door, show, complain) {
  let told, asked;
  return async () => {
    const body = typed();
    if (body === told) return;
    told = body;
    asked?.abort();
    asked = new AbortController();
    try {
      const headers = { "Content-Type": "application/x-www-form-urlencoded" };
      const response = await fetchFromDesk(door, { method: "POST", headers, body, signal: asked.signal });
      show(await response.text());
    } catch (error) {
      if (error.name === "AbortError") return;
      told = undefined;
      complain(error.sentence);
    }
  };
}

// The editors write into hidden fields without an event: whatever is done in the form may have changed it.
export function onChange(act) {
  for (const type of ["input", "change", "keyup", "click", "drop", "paste"]) {
    form.addEventListener(type, act);
  }
}
