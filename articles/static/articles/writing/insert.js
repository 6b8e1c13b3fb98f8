/*
 * The "+" before each block and at the end: a button that lists what can stand there, for the mouse and for the keyboard.
 * content-editor's own can't be reached by keyboard; without scripts of ours it stays.
 */

import { act } from "writing/act";
import { TEXT, addBlock, allBlocks, enter, kindOf, kinds, takeAway, writeIn } from "writing/blocks";
import { button, icon } from "writing/element";
import { label } from "writing/labels";

const menu = document.createElement("div");
let opener = null; // the "+" whose menu is open
let before = null; // the block that the new one will stand before; null: at the end

/** Give a block the "+" that inserts before it, once. */
export function addInsertBefore(row) {
  if (!kinds().length || row.querySelector(":scope > .block-insert")) return;
  row.prepend(plus(label("insertBefore", { block: kindOf(row).title }), row));
}

function plus(name, row) {
  const told = { title: name, "aria-label": name, "aria-haspopup": "menu", "aria-expanded": "false" };
  const made = button({ class: "block-insert", ...told }, () => (opener === made ? close() : open(made, row)));
  return made;
}

function open(pressed, row) {
  close();
  opener = pressed;
  before = row;
  menu.replaceChildren(...kinds().map(item));
  pressed.setAttribute("aria-expanded", "true");
  pressed.after(menu);
  menu.children[0].focus();
}

function close() {
  opener?.setAttribute("aria-expanded", "false");
  opener = null;
  menu.remove();
}

function leave() {
  const pressed = opener;
  close();
  pressed.focus();
}

function item(kind) {
  const drawn = icon(kind.button.replace(/<[^>]+>/g, ""));
  return button({ role: "menuitem", tabindex: "-1" }, () => insert(kind), drawn, kind.title);
}

function insert(kind) {
  const place = before;
  close();
  act(label("inserted", { block: kind.title }), () => {
    const row = addBlock(kind.model, place);
    if (!row) return null;
    if (kind.model === TEXT) writeIn(row);
    else enter(row);
    return () => takeAway(row, { vanish: true });
  });
}

function onKey(event) {
  const items = Array.from(menu.children);
  const here = items.indexOf(document.activeElement);
  const goal = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: -1 }[event.key];
  if (goal !== undefined) items.at(goal % items.length).focus();
  else if (event.key === "Escape") leave();
  else if (event.key === "Tab") setTimeout(close);
  if (goal === undefined && event.key !== "Escape") return;
  event.preventDefault();
  event.stopPropagation();
}

export function startInserting() {
  menu.className = "insert-menu";
  menu.setAttribute("role", "menu");
  menu.setAttribute("aria-label", label("insert"));
  menu.addEventListener("keydown", onKey);
  // The menu closes as the focus leaves it; pressed, the "+" itself says what becomes of it.
  menu.addEventListener("focusout", (event) => {
    if (!menu.contains(event.relatedTarget) && event.relatedTarget !== opener) close();
  });
  for (const row of allBlocks()) addInsertBefore(row);
  if (kinds().length) document.querySelector(".order-machine").append(plus(label("insertLast"), null));
}
