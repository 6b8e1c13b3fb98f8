/*
 * Words and characters of the headline, the standfirst and the body, and how long the body takes to read.
 */

import { blocks, editorOf, storyForm } from "writing/blocks";
import { element } from "writing/element";
import { label } from "writing/labels";

// Words a minute in silent reading: Trauzettel-Klosinski & Dietz, Standardized Assessment of Reading Performance
// (IReST), Investigative Ophthalmology & Visual Science 53 (2012).
const WORDS_A_MINUTE = { en: 228, fr: 195 };

// A word as the server counts it (articles/revisions/snapshot.py, count_words).
const WORD = /[\p{L}\p{M}\p{N}_]+(?:['’-][\p{L}\p{M}\p{N}_]+)*/gu;

export const countWords = (text) => text.match(WORD)?.length ?? 0;
export const countCharacters = (text) => Array.from(text.trim()).length;

const number = (count) => new Intl.NumberFormat(document.documentElement.lang).format(count);

function sentence(text) {
  // Line ends part the paragraphs; they aren't characters of the story.
  const characters = countCharacters(text.replace(/\n+/g, ""));
  return label("count", { words: number(countWords(text)), characters: number(characters) });
}

function minutes(words) {
  const pace = WORDS_A_MINUTE[document.getElementById("id_language")?.value] ?? WORDS_A_MINUTE.en;
  return label("reading", { minutes: number(Math.ceil(words / pace)) });
}

// Texts and fact boxes, as the server counts them.
function bodyText() {
  const editors = blocks().map(editorOf).filter(Boolean);
  return editors.map(({ state }) => state.doc.textBetween(0, state.doc.content.size, "\n", "\n")).join("\n");
}

function countField(id) {
  const field = document.getElementById(id);
  if (!field) return;
  const shown = element("p", { class: "writing-count" });
  const show = () => (shown.textContent = sentence(field.value));
  field.after(shown);
  field.addEventListener("input", show);
  show();
}

function countBody() {
  const shown = element("p", { class: "writing-count writing-count-body" });
  const show = () => {
    const body = bodyText();
    shown.textContent = `${sentence(body)} · ${minutes(countWords(body))}`;
  };
  document.querySelector(".tabs.regions")?.append(shown);
  let waiting = 0;
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, 120);
  };
  storyForm().addEventListener("input", soon);
  storyForm().addEventListener("change", soon);
  document.addEventListener("prose-editor:ready", soon);
  show();
}

export function startCounting() {
  countField("id_headline");
  countField("id_standfirst");
  countBody();
}
