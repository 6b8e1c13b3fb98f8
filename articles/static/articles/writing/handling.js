/*
 * The buttons in the head of each block: fold, up, down, duplicate, write below, delete; Alt+Shift with an arrow key moves
 * the block that the cursor is in. Deleting a block joins the two texts that it parted.
 */

import { act, say } from "writing/act";
import {
  TEXT,
  addBlock,
  allBlocks,
  blocks,
  bringBack,
  canGo,
  editorOf,
  enter,
  following,
  isBlank,
  isGone,
  isSaved,
  isText,
  kindOf,
  kinds,
  neighbour,
  setOrder,
  takeAway,
  valuesOf,
  writeIn,
} from "writing/blocks";
import { button, element, icon } from "writing/element";
import { addInsertBefore } from "writing/insert";
import { label } from "writing/labels";
import { change, keeper } from "writing/split";
import { makeToolbar } from "writing/toolbar";

const titleOf = (row) => kindOf(row).title;

/** Move a block one place up (-1) or down (1). */
export function move(row, step) {
  const other = neighbour(row, step);
  if (!other) return say(label(step < 0 ? "first" : "last", { block: titleOf(row) }));
  const order = allBlocks();
  const rest = order.filter((one) => one !== row);
  rest.splice(rest.indexOf(other) + (step < 0 ? 0 : 1), 0, row);
  const place = blocks().indexOf(row) + step + 1;
  act(label("moved", { block: titleOf(row), place, count: blocks().length }), () => {
    setOrder(rest);
    return () => setOrder(order);
  });
  row.scrollIntoView({ block: "nearest" });
}

export function duplicate(row) {
  act(label("duplicated", { block: titleOf(row) }), () => {
    const copy = addBlock(kindOf(row).model, following(row), valuesOf(row));
    if (!copy) return null;
    if (isText(copy)) writeIn(copy, "end");
    else enter(copy);
    return () => takeAway(copy, { vanish: true });
  });
}

/** Delete a block; where it parted two texts, they become one. */
export function remove(row) {
  const [above, below] = [neighbour(row, -1), neighbour(row, 1)];
  act(label("deleted", { block: titleOf(row) }), () => {
    takeAway(row, { vanish: !isSaved(row) && isBlank(row) });
    const apart = canJoin(above, below) ? join(above, below) : null;
    return () => {
      apart?.();
      bringBack(row);
    };
  });
  goOnFrom(row, [below, above]);
}

// The button that was pressed is out of sight; the next Tab goes on from here.
function goOnFrom(row, others) {
  const other = others.find((one) => one && !isGone(one));
  const stop = row.hidden ? other?.querySelector(".block-tool[tabindex='0']") : row.querySelector(".block-keep");
  stop?.focus();
}

const canJoin = (above, below) => isText(above) && isText(below) && canGo(below) && editorOf(above) && editorOf(below);

function join(above, below) {
  const [upper, lower] = [editorOf(above), editorOf(below)];
  const back = keeper(upper);
  // As JSON: each editor has a schema of its own, and a piece of one doesn't fit into another.
  const words = upper.schema.nodeFromJSON(lower.getJSON()).content;
  const isEmpty = upper.isEmpty;
  if (!lower.isEmpty) {
    change(upper, (tr) => tr.replaceWith(isEmpty ? 0 : tr.doc.content.size, tr.doc.content.size, words));
  }
  takeAway(below, { vanish: true });
  return () => {
    bringBack(below);
    back();
  };
}

/** Go to the text below a block; make one where there is none. */
function writeBelow(row) {
  const below = neighbour(row, 1);
  writeIn(isText(below) ? below : addBlock(TEXT, following(row)));
}

function tool(name, drawn, press) {
  const told = { title: label(name), "aria-label": label(name) };
  return button({ class: `block-tool block-tool-${name}`, ...told }, press, icon(drawn));
}

/** Give a block its buttons, once. */
export function addTools(row) {
  const head = row.querySelector(":scope > h3");
  if (!head || head.querySelector(".block-tools")) return;
  const tools = element("span", { class: "block-tools" }, foldButton(row));
  tools.append(
    tool("up", "keyboard_arrow_up", () => move(row, -1)),
    tool("down", "keyboard_arrow_down", () => move(row, 1)),
  );
  if (kinds().includes(kindOf(row))) tools.append(tool("duplicate", "content_copy", () => duplicate(row)));
  if (!isText(row)) tools.append(tool("below", "edit_note", () => writeBelow(row)));
  if (canGo(row))
    tools.append(
      tool("delete", "delete", () => remove(row)),
      element("span", { class: "block-gone" }, label("gone")),
      button({ class: "block-keep" }, () => keep(row), label("keep")),
    );
  tools.addEventListener("click", (event) => event.stopPropagation()); // the head itself folds the block
  makeToolbar(tools, titleOf(row));
  head.append(tools);
}

// content-editor folds a block when its head is clicked, and unfolds it to show an error.
function foldButton(row) {
  const made = tool("fold", "unfold_less", () => row.querySelector(":scope > h3").click());
  const show = () => {
    const isFolded = row.classList.contains("collapsed");
    made.setAttribute("aria-expanded", String(!isFolded));
    made.firstChild.textContent = isFolded ? "unfold_more" : "unfold_less";
  };
  new MutationObserver(show).observe(row, { attributeFilter: ["class"] });
  show();
  return made;
}

function keep(row) {
  act(label("kept", { block: titleOf(row) }), () => {
    bringBack(row);
    return () => takeAway(row);
  });
}

export function startHandling() {
  for (const row of allBlocks()) {
    if (row.querySelector(":scope > h3 .delete input:checked")) takeAway(row);
    addTools(row);
  }
  document.addEventListener("formset:added", (event) => {
    if (!kindOf(event.target)) return;
    addTools(event.target);
    addInsertBefore(event.target);
  });
  document.addEventListener("keydown", onKey, true);
}

function onKey(event) {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  const row = step && event.altKey && event.shiftKey && event.target.closest?.(".order-machine .inline-related");
  if (!row || isGone(row)) return;
  event.preventDefault();
  event.stopPropagation();
  move(row, step);
}
