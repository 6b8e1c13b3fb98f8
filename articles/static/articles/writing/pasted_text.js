/*
 * From the tree that writing/paste.js makes of what was pasted to markup: the spaces are put in order across the pieces
 * that a paragraph was written in, and what is empty is left out.
 */

import { addressesIn } from "writing/addresses";

const SEAM = "\ue000"; // stands between two pieces of a paragraph while its spaces are put in order
const UNSEEN = /[\u00ad\u200b\u2060\ufeff\ufffc\ue000]/g; // soft hyphens, marks of width 0, places of pictures
// WordPress's own short codes, and whatever else in brackets has an attribute or is an end: "[sic]" is none of them.
const SHORTCODE =
  /\[caption\b[^\]]*\][^[\]]*\[\/caption\]|\[(?:caption|gallery|embed|audio|video|playlist)\b[^\]]*\]|\[\/?[a-z][\w-]*(?:\s+[\w-]+=[^\]]*)\]|\[\/[a-z][\w-]*\]/gi;
const NESTING = ["strong", "em", "s", "sub", "sup"];

/** Return the markup of a tree of { tag, children } and { tag, runs }; nothing for what has no words. */
export function markup({ tag, children, runs, start }) {
  if (runs) return paragraphsOf(tag, runs).join("");
  const inner = children.map(markup).join("");
  const number = tag === "ol" && start !== undefined && start !== 1 ? ` start="${start}"` : "";
  return inner && tag !== "body" ? `<${tag}${number}>${inner}</${tag}>` : inner;
}

// Two line breaks are a paragraph's end.
function paragraphsOf(tag, runs) {
  const parts = [[]];
  for (const run of tidied(runs)) {
    const [first, ...others] = run.words.split("\n\n");
    parts.at(-1).push({ ...run, words: first });
    for (const words of others) parts.push([{ ...run, words }]);
  }
  const isHeading = tag !== "p";
  return parts
    .map((part) => linked(part).map((run) => runMarkup(run, isHeading)).join(""))
    .filter(Boolean)
    .map((inner) => `<${tag}>${inner}</${tag}>`);
}

// An address that is written out becomes a link by itself; what is a link already leads where it did.
function linked(runs) {
  const addresses = addressesIn(runs.map(({ words }) => words).join(""));
  let end = 0;
  return runs.flatMap((run) => {
    const start = end;
    end += run.words.length;
    const within = addresses.filter((address) => address.start >= start && address.end <= end);
    if (run.href) return [run];
    return pieces(run.words, within, start).map(([words, href]) => ({ ...run, words, href }));
  });
}

/** Return a text, which begins at `start`, cut at the addresses in it: pairs of words and of what they lead to, if anything. */
export function pieces(text, addresses, start = 0) {
  let last = 0;
  const made = addresses.flatMap((address) => {
    const before = text.slice(last, address.start - start);
    last = address.end - start;
    return [[before], [text.slice(address.start - start, last), address.href]];
  });
  return [...made, [text.slice(last)]].filter(([words]) => words);
}

function tidied(runs) {
  const whole = runs.map(({ words }) => words.replace(UNSEEN, "")).join(SEAM);
  const text = whole
    .replace(SHORTCODE, (found) => found.replace(/[^\ue000]/g, ""))
    .replace(/[ \u00a0\t\n\ue000]+/g, (gap, at, all) => tightened(gap, all[at - 1], all[at + gap.length]));
  return text.split(SEAM).map((words, place) => ({ ...runs[place], words }));
}

// One space of many: the one without a break where French punctuation asks for it.
function tightened(gap, before, after) {
  const spaces = gap.replaceAll(SEAM, "");
  const breaks = spaces.replace(/[^\n]/g, "").slice(0, 2);
  const isEdge = before === undefined || after === undefined;
  if (!isEdge && spaces.length < 2 && spaces !== "\t") return gap;
  const isFrench = spaces.includes("\u00a0") && (before === "«" || /[:;!?»%€]/.test(after));
  const chosen = isEdge ? "" : breaks || (isFrench ? "\u00a0" : " ");
  let isUsed = false;
  return gap.replace(/[^\ue000]+/g, () => {
    if (isUsed) return "";
    isUsed = true;
    return chosen;
  });
}

function runMarkup({ words, marks, href }, isHeading) {
  if (!words) return "";
  const text = escaped(words).replaceAll("\n", isHeading ? " " : "<br>");
  const wanted = NESTING.filter((mark) => marks.has(mark) && !(isHeading && mark === "strong"));
  const marked = wanted.reduceRight((inner, mark) => `<${mark}>${inner}</${mark}>`, text);
  return href ? `<a href="${escaped(href)}">${marked}</a>` : marked;
}

const escaped = (text) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
