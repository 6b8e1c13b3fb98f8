/*
 * The words of the editors' toolbars: the editors have them in English only, so each is put into the desk's language when
 * it is drawn.
 */

import { toolWord } from "writing/labels";

function rename(bar) {
  for (const button of bar.querySelectorAll("button[title]")) {
    const word = toolWord(button.title);
    if (!word) continue;
    button.title = word;
    button.setAttribute("aria-label", word);
  }
  for (const option of bar.querySelectorAll(".prose-menubar__option > *")) {
    const word = toolWord(option.textContent);
    if (word && word !== option.textContent) option.textContent = word; // else it would be told of itself for ever
  }
}

/** Rename what the toolbars in the body say, now and whenever a button is drawn. */
export function startRenaming() {
  const machine = document.querySelector(".order-machine");
  for (const bar of machine.querySelectorAll(".prose-menubar")) rename(bar);
  const drawn = new MutationObserver((changes) => {
    const places = changes.flatMap(({ target, addedNodes }) => [target, ...addedNodes]);
    const bars = new Set(places.map((place) => place.closest?.(".prose-menubar")).filter(Boolean));
    for (const bar of bars) rename(bar);
  });
  drawn.observe(machine, { childList: true, subtree: true });
}
