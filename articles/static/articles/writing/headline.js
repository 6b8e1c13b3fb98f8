/*
 * What becomes of a headline of this length elsewhere: in search results, in the cards of our own lists, at the gate.
 */

import { countCharacters } from "writing/counts";
import { element } from "writing/element";
import { label } from "writing/labels";

// Search engines cut by width, not by number, and publish no limit. About 60 characters of a usual text fit into the
// 600 pixels that a result's title has on a desktop screen: an assumption, and the trade's own rule of thumb.
const SEARCH = 60;
// Three lines of a card. Measured on our own cards at 390 pixels, where the largest one and the one with a picture in
// the river are the narrowest: 64 to 79 characters, by the words' lengths (tests/browser/test_writing_headline.py).
const CARD = 64;
// Where the gate begins to warn (articles/gate/head.py, LONGEST_HEADLINE).
const GATE = 110;

const PAUSE = 1000; // milliseconds without typing before a screen reader is told

function hint(characters) {
  if (!characters) return "";
  if (characters > GATE) return label("headlineGate", { most: GATE });
  if (characters > CARD) return label("headlineLong", { search: SEARCH, card: CARD });
  return characters > SEARCH ? label("headlineSearch", { search: SEARCH }) : label("headlineFits");
}

export function startHeadlineHint() {
  const field = document.getElementById("id_headline");
  if (!field) return;
  const shown = element("p", { class: "writing-hint", role: "status" });
  const show = () => {
    const sentence = hint(countCharacters(field.value));
    if (shown.textContent !== sentence) shown.textContent = sentence;
  };
  let waiting = 0;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, PAUSE);
  });
  show();
  field.parentElement.querySelector(".writing-count").after(shown);
}
