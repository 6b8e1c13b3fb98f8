/*
 * The dialog that asks where a link leads: an address, or a story of ours, found by words of its headline. What can't be
 * an address is refused here, with what was typed left as it is.
 */

import { meant } from "writing/addresses";
import { button, element } from "writing/element";
import { label } from "writing/labels";
import { fetchFromDesk } from "writing/typed";

const PAUSE = 300; // milliseconds without a stroke before the stories are searched
const LEAST = 2; // letters

/** Ask for the address of a link, given the one that it has; resolve with an address that works, or null. */
export function askForAddress(known = "") {
  return new Promise((resolve) => {
    const parts = draw(known);
    const { dialog, form, field } = parts;
    let chosen = null;
    const finish = (address) => {
      chosen = address;
      dialog.close();
    };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const address = meant(field.value);
      if (address) finish(address);
      else refuse(parts);
    });
    dialog.addEventListener("keydown", (event) => walk(event, parts));
    parts.cancel.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(chosen);
    });
    startSearch(parts, finish);
    document.body.append(dialog);
    dialog.showModal();
    field.select();
  });
}

function draw(known) {
  const title = element("h2", { id: "link-dialog-title" }, label("linkTitle"));
  const name = element("label", { for: "link-dialog-address" }, label("linkAddress"));
  const field = element("input", {
    id: "link-dialog-address",
    type: "text",
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
    "aria-describedby": "link-dialog-help link-dialog-error",
  });
  field.value = known;
  const help = element("p", { id: "link-dialog-help", class: "help" }, label("linkHelp"));
  const error = element("p", { id: "link-dialog-error", class: "link-dialog-error", role: "alert" });
  const status = element("p", { class: "link-dialog-status", role: "status" });
  const list = element("ul", { class: "link-dialog-stories", "aria-label": label("linkStories") });
  const apply = element("button", { type: "submit", class: "button" }, label("linkApply"));
  const cancel = element("button", { type: "button", class: "button" }, label("linkCancel"));
  const buttons = element("div", { class: "link-dialog-buttons" }, apply, cancel);
  const form = element("form", { novalidate: "" }, title, name, field, help, error, status, list, buttons);
  const dialog = element("dialog", { class: "link-dialog", "aria-labelledby": title.id }, form);
  return { dialog, form, field, error, status, list, cancel };
}

function refuse({ field, error }) {
  const typed = field.value.trim();
  error.textContent = typed ? label("linkRefused", { typed }) : label("linkEmpty");
  field.setAttribute("aria-invalid", "true");
  field.focus();
}

function startSearch({ dialog, field, error, status, list }, finish) {
  let timer, asked, searched;

  async function search() {
    const words = field.value.trim();
    const isWanted = words.length >= LEAST && !meant(words);
    asked?.abort();
    if (!isWanted) return show([], "");
    asked = new AbortController();
    const { signal } = asked;
    try {
      const response = await fetchFromDesk(`${label("linkTargets")}?${new URLSearchParams({ q: words })}`, { signal });
      const { stories } = await response.json();
      show(stories, stories.length ? label("linkFound", { count: stories.length }) : label("linkNone"));
    } catch (trouble) {
      if (trouble.name !== "AbortError") show([], trouble.sentence ?? label("linkTrouble"));
    }
  }

  function show(stories, sentence) {
    list.replaceChildren(...stories.map(option));
    status.textContent = sentence;
  }

  function option({ headline, path, day }) {
    return element("li", {}, button({}, () => finish(path), headline, " ", element("span", {}, day)));
  }

  field.addEventListener("input", () => {
    error.textContent = "";
    field.removeAttribute("aria-invalid");
    if (field.value === searched) return;
    searched = field.value;
    clearTimeout(timer);
    timer = setTimeout(search, PAUSE);
  });
  dialog.addEventListener("close", () => {
    clearTimeout(timer);
    asked?.abort();
  });
}

// From the field to the stories below it and back, by arrow keys.
function walk(event, { field, list }) {
  const places = [field, ...list.querySelectorAll("button")];
  const here = places.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || here < 0) return;
  event.preventDefault();
  places.at((here + step) % places.length).focus();
}
