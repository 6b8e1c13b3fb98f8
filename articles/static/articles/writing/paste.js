/*
 * What is pasted keeps its paragraphs, crossheads, lists, links, emphasis and quotation marks, and nothing else, wherever
 * it comes from. What the editor itself has copied goes through as it is; newsroom/text/html.py stays the wall that
 * everything saved has to pass. A Tiptap extension, loaded by django-prose-editor (the settings name it).
 */

import { say as tell } from "writing/act";
import { addressesIn, meant } from "writing/addresses";
import { label } from "writing/labels";
import { emojiOf } from "writing/pasted_emoji";
import {
  headingOf,
  hrefOf,
  indentedItemOf,
  isAsTyped,
  isBlock,
  isDropped,
  isIndentedList,
  isParagraphBreak,
  marksOf,
  numberOf,
  quotationMarks,
  wordListOf,
} from "writing/pasted";
import { isData, isHead, readRowsOf } from "writing/pasted_table";
import { markup, pieces } from "writing/pasted_text";
import { Extension, Plugin } from "django-prose-editor/editor";

const QUOTES = ".MsoQuote, .MsoIntenseQuote";

/** Return the markup that is kept of what was pasted; `found` is a Set, which names what had to become something else. */
export function kept(html, found = new Set()) {
  const page = new DOMParser().parseFromString(inert(html), "text/html");
  const body = node("body");
  write(page.body, { into: body, marks: new Set(), found });
  return markup(body);
}

// The desk's policy forbids styles, handlers and bases, and the browser would complain of each one that it reads: here
// they are only data.
function inert(html) {
  const bare = html.replace(/<style\b.*?<\/style\s*>|<base\b[^>]*>/gis, "");
  return bare.replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\s(?=(?:style|on[a-z]+)\s*=)/gi, " data-"));
}

const LINE_ENDS = /[\v\u0085\u2028\u2029]/g; // besides those of Unix and Windows

/* Elements in, a tree of { tag, children } with paragraphs of { tag, runs } out. */

const node = (tag) => ({ tag, children: [] });
const isList = ({ tag }) => tag === "ul" || tag === "ol";

function write(parent, place) {
  for (const child of parent.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) say(child.data, place);
    else if (child.nodeType === Node.ELEMENT_NODE) writeElement(child, place);
  }
}

function writeElement(element, around) {
  const emoji = emojiOf(element);
  if (emoji) return say(emoji, around);
  if (isDropped(element)) return;
  const { into } = around;
  const name = element.localName;
  const place = { ...around, marks: marksOf(element, around.marks), asTyped: isAsTyped(element, around.asTyped) };
  if (name === "a") place.href = hrefOf(element) ?? around.href;
  const wordList = wordListOf(element) ?? indentedItemOf(element);
  const heading = headingOf(element);
  if (wordList) writeBlock(element, place, itemIn(wordListIn(into, wordList)));
  else if (heading) writeBlock(element, { ...place, heading: into.tag === "body" ? heading : undefined });
  else if (isIndentedList(element) && !isList(into)) writeBlock(element, place);
  else if (name === "ul" || name === "ol") writeBlock(element, place, listIn(into, name, numberOf(element)));
  else if (name === "li") writeBlock(element, place, itemIn(into, numberOf(element)));
  else if (name === "blockquote" || element.matches(QUOTES)) writeBlock(element, place, added(into, "blockquote"));
  else if (isData(element)) writeTable(element, place);
  else if (isBlock(element)) writeBlock(element, place);
  else writeInline(element, place);
}

function writeInline(element, place) {
  if (element.localName === "br") say("\n", { ...place, asTyped: true });
  else if (isParagraphBreak(element)) close(place.into);
  else if (element.localName === "a") writeLink(element, place);
  else if (element.localName === "q") writeQuotation(element, place);
  else if (element.matches(".Apple-converted-space")) say(" ", place);
  else write(element, place);
}

function writeBlock(element, place, into = place.into) {
  close(place.into);
  write(element, { ...place, into });
  close(into);
}

function writeTable(table, place) {
  const { into, found } = place;
  found.add("table");
  for (const caption of table.querySelectorAll("caption")) writeBlock(caption, place);
  for (const cells of readRowsOf(table)) {
    close(into);
    const marks = isHead(cells) ? new Set([...place.marks, "strong"]) : place.marks;
    const runs = cells.flatMap((cell, number) => [
      ...(number ? [{ words: " | ", marks: place.marks }] : []),
      ...(cell ? wordsOf(cell, { ...place, marks }) : []),
    ]);
    (isList(into) ? itemIn(into) : into).children.push({ tag: "p", runs });
  }
}

// The paragraphs of a cell, in one line.
function wordsOf(cell, place) {
  const into = node("body");
  write(cell, { ...place, into, marks: marksOf(cell, place.marks) });
  return paragraphsIn(into).flatMap(({ runs }, number) => [
    ...(number ? [{ words: " ", marks: place.marks }] : []),
    ...runs.map((run) => ({ ...run, words: run.words.replaceAll("\n", " ") })),
  ]);
}

// An address that stands on itself is unwrapped in both places.
function writeLink(element, place) {
  const href = hrefOf(element);
  if (href && element.textContent.trim() === element.getAttribute("href").trim()) say(href, { ...place, href });
  else write(element, { ...place, href: href ?? place.href });
}
const paragraphsIn = (part) => (part.runs ? [part] : part.children.flatMap(paragraphsIn));

function writeQuotation(element, place) {
  const [open, shut] = quotationMarks(element);
  say(open, place);
  write(element, place);
  say(shut, place);
}

/** Put words at the end of the open paragraph; open one for them, if they are more than the space between elements. */
function say(text, { into, marks, href, heading, asTyped }) {
  const shown = asTyped ? text.replace(/\r\n?|\f/g, "\n") : text.replace(/[\t\n\f\r ]+/g, " ");
  const words = shown.replace(LINE_ENDS, "\n");
  const isOpen = into.children.at(-1)?.open;
  if (!isOpen && !words.trim()) return;
  const where = isList(into) ? itemIn(into) : into;
  if (!isOpen) where.children.push({ tag: heading ?? "p", runs: [], open: true });
  where.children.at(-1).runs.push({ words, marks, href });
}

function close(container) {
  const last = container.children.at(-1);
  if (last?.open) last.open = false;
}

function added(container, tag) {
  close(container);
  container.children.push(node(tag));
  return container.children.at(-1);
}

// Google Docs puts a list straight into a list: it belongs to the item before.
function listIn(container, tag, start) {
  if (isList(container) && !container.children.length) return container;
  return Object.assign(added(isList(container) ? container.children.at(-1) : container, tag), { start });
}

function itemIn(container, number) {
  if (isList(container)) {
    if (number !== undefined && !container.children.length) container.start = number;
    return added(container, "li");
  }
  const last = container.children.at(-1);
  return added(last?.tag === "ul" ? last : added(container, "ul"), "li");
}

// Word writes lists as paragraphs that each say how deep they stand; Slack, as lists beside each other that do.
function wordListIn(container, item) {
  const last = container.children.at(-1);
  if (last?.level < item.level) return wordListIn(last.children.at(-1), item);
  if (last?.level === item.level && last.id === item.id && last.tag === item.tag) return last;
  return Object.assign(added(container, item.tag), item);
}

/* Plain text: blank lines part paragraphs; where there is none, every line is one. */

function paragraphs(text) {
  const lines = text.replace(/\r\n?|\f/g, "\n").replace(LINE_ENDS, "\n").trim();
  const parts = /\n[ \t]*\n/.test(lines) ? lines.split(/\n(?:[ \t]*\n)+/) : lines.split("\n");
  return parts.map((part) => part.split("\n").map((line) => line.trim())).filter((part) => part.join(""));
}

// An address and nothing else is unwrapped.
const alone = (text) => (/^\s*https?:\/\/\S+\s*$/i.test(text) ? (meant(text) ?? text) : text);

function plainSlice(text, schema, marks) {
  const { paragraph, hardBreak } = schema.nodes;
  const parts = paragraphs(text).map((part) =>
    paragraph.create(
      null,
      part.flatMap((line, place) => [
        ...(place ? [hardBreak.create()] : []),
        ...pieces(line, addressesIn(line)).map(([words, href]) => schema.text(words, markedAs(schema, marks, href))),
      ]),
    ),
  );
  const doc = schema.topNodeType.create(null, parts);
  return doc.slice(1, doc.content.size - 1);
}

const markedAs = (schema, marks, href) => (href ? schema.marks.link.create({ href }).addToSet(marks) : marks);

// Said once the text is there: that a form changes ends what is said.
function keptAndTold(html) {
  const found = new Set();
  const made = kept(html, found);
  if (found.has("table")) setTimeout(() => tell(label("pastedTable")));
  return made;
}

export const StoryPaste = Extension.create({
  name: "storyPaste",
  priority: 500, // before the numbered list, which would take the numbers from a pasted "1. Bundesliga"

  // What is typed and pasted stays as it is: "+ 5 %", "> 50 %", "- Non" and "5 * 4 * 3" are no orders. Only "##" makes a
  // crosshead, since no sentence begins with it; Backspace gives it back.
  onBeforeCreate({ editor }) {
    Object.assign(editor.options, { enableInputRules: ["heading"], enablePasteRules: false });
  },

  transformPastedHTML: (html) => (html.includes("data-pm-slice") ? html : keptAndTold(html)),

  addProseMirrorPlugins() {
    const clipboardTextParser = (text, $context, _plain, { state }) =>
      text.trim() ? plainSlice(alone(text), state.schema, $context.marks()) : null;
    return [new Plugin({ props: { clipboardTextParser, handlePaste: pastePlain } })];
  },
});

// Plain text is read by no other extension. The paste within has no clipboard, so that it comes here no second time.
function pastePlain(view, { clipboardData }) {
  const text = clipboardData?.getData("text/plain");
  return text && !clipboardData.getData("text/html").trim() ? view.pasteText(text) : false;
}
