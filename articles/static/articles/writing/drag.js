/*
 * A block dragged by its head: content-editor moves it, here it becomes an act like any other, with its sentence and its
 * way back.
 */

import { act } from "writing/act";
import { allBlocks, blocks, kindOf, setOrder } from "writing/blocks";
import { label } from "writing/labels";

let dragged = null; // { row, order }: which block, and how they stood

function onStart(event) {
  const row = event.target.closest?.("h3[draggable]")?.closest(".order-machine .inline-related");
  dragged = row && { row, order: allBlocks() };
}

function onDrop() {
  if (!dragged) return;
  const { row, order } = dragged;
  const dropped = allBlocks();
  if (dropped.every((one, place) => one === order[place])) return;
  const place = blocks().indexOf(row) + 1;
  act(label("moved", { block: kindOf(row).title, place, count: blocks().length }), () => {
    setOrder(dropped);
    return () => setOrder(order);
  });
}

export function startDragging() {
  document.addEventListener("dragstart", onStart);
  document.addEventListener("drop", onDrop); // after content-editor's own, which listens on each block
  document.addEventListener("dragend", () => (dragged = null));
}
