/*
 * What is pasted keeps its paragraphs, crossheads, lists, links, emphasis and quotation marks, and nothing else, wherever
 * it comes from. What the editor itself has copied goes through as it is; newsroom/html.py stays the wall that
 * everything saved has to pass. A Tiptap extension, loaded by django-prose-editor (the settings name it).
 */

import { meant } from "writing/addresses";
import { headingOf, hrefOf, isDropped, marksOf, quotationMarks, wordListOf } from "writing/pasted";
import { markup } from "writing/pasted_text";
import { Extension, Plugin } from "django-prose-editor/editor";

const BLOCKS = new Set(
  (
    "address article aside body caption center dd details div dl dt fieldset figure footer form header hgroup hr" +
    " legend main p pre section summary table tbody td tfoot th thead tr"
  ).split(" "),
);
const QUOTES = ".MsoQuote, .MsoIntenseQuote";

/** Return the markup that is kept of what was pasted. */
export function kept(html) {
  const page = new DOMParser().parseFromString(inert(html), "text/html");
  const body = node("body");
  write(page.body, { into: body, marks: new Set() });
  return markup(body);
}

// The desk's policy forbids styles, handlers and bases, and the browser would complain of each one that it reads: here
// they are only data.
function inert(html) {
  const bare = html.replace(/<style\b.*?<\/style\s*>|<base\b[^>]*>/gis, "");
  return bare.replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\s(?=(?:style|on[a-z]+)\s*=)/gi, " data-"));
}

/* Elements in, a tree of { tag, children } with paragraphs of { tag, runs } out. */

const node = (tag) => ({ tag, children: [] });
const isList = ({ tag }) => tag === "ul" || tag === "ol";

function write(parent, place) {
  for (const child of parent.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) say(child.data, place);
    else if (child.nodeType === Node.ELEMENT_NODE && !isDropped(child)) writeElement(child, place);
  }
}

function writeElement(element, around) {
  const { into } = around;
  const name = element.localName;
  const place = { ...around, marks: marksOf(element, around.marks) };
  const wordList = wordListOf(element);
  const heading = headingOf(element);
  if (wordList) writeBlock(element, place, itemIn(wordListIn(into, wordList)));
  else if (heading) writeBlock(element, { ...place, heading: into.tag === "body" ? heading : undefined });
  else if (name === "ul" || name === "ol") writeBlock(element, place, listIn(into, name));
  else if (name === "li") writeBlock(element, place, itemIn(into));
  else if (name === "blockquote" || element.matches(QUOTES)) writeBlock(element, place, added(into, "blockquote"));
  else if (BLOCKS.has(name)) writeBlock(element, { ...place, asTyped: name === "pre" });
  else if (name === "br") say("\n", { ...place, asTyped: true });
  else if (name === "a") writeLink(element, place);
  else if (name === "q") writeQuotation(element, place);
  else if (element.matches(".Apple-converted-space")) say(" ", place);
  else write(element, place);
}

function writeBlock(element, place, into = place.into) {
  close(place.into);
  write(element, { ...place, into });
  close(into);
}

// An address that stands on itself is unwrapped in both places.
function writeLink(element, place) {
  const href = hrefOf(element);
  if (href && element.textContent.trim() === element.getAttribute("href").trim()) say(href, { ...place, href });
  else write(element, { ...place, href: href ?? place.href });
}

function writeQuotation(element, place) {
  const [open, shut] = quotationMarks(element);
  say(open, place);
  write(element, place);
  say(shut, place);
}

/** Put words at the end of the open paragraph; open one for them, if they are more than the space between elements. */
function say(text, { into, marks, href, heading, asTyped }) {
  const words = asTyped ? text : text.replace(/[\t\n\f\r ]+/g, " ");
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
function listIn(container, tag) {
  if (!isList(container)) return added(container, tag);
  return container.children.length ? added(container.children.at(-1), tag) : container;
}

function itemIn(container) {
  if (isList(container)) return added(container, "li");
  const last = container.children.at(-1);
  return added(last?.tag === "ul" ? last : added(container, "ul"), "li");
}

// Word writes lists as paragraphs that each say how deep they stand.
function wordListIn(container, item) {
  const last = container.children.at(-1);
  if (last?.level < item.level) return wordListIn(last.children.at(-1), item);
  if (last?.level === item.level && last.id === item.id && last.tag === item.tag) return last;
  return Object.assign(added(container, item.tag), item);
}

/* Plain text: blank lines part paragraphs; where there is none, every line is one. */

function paragraphs(text) {
  const lines = text.replace(/\r\n?/g, "\n").trim();
  const parts = /\n[ \t]*\n/.test(lines) ? lines.split(/\n(?:[ \t]*\n)+/) : lines.split("\n");
  return parts.map((part) => part.split("\n").map((line) => line.trim())).filter((part) => part.join(""));
}

// An address and nothing else, which the editor makes a link of.
const alone = (text) => (/^\s*https?:\/\/\S+\s*$/i.test(text) ? (meant(text) ?? text) : text);

function plainSlice(text, schema, marks) {
  const { paragraph, hardBreak } = schema.nodes;
  const parts = paragraphs(text).map((part) =>
    paragraph.create(
      null,
      part.flatMap((line, place) => [
        ...(place ? [hardBreak.create()] : []),
        ...(line ? [schema.text(line, marks)] : []),
      ]),
    ),
  );
  const doc = schema.topNodeType.create(null, parts);
  return doc.slice(1, doc.content.size - 1);
}

export const StoryPaste = Extension.create({
  name: "storyPaste",

  transformPastedHTML: (html) => (html.includes("data-pm-slice") ? html : kept(html)),

  addProseMirrorPlugins() {
    const clipboardTextParser = (text, $context, _plain, { state }) =>
      text.trim() ? plainSlice(alone(text), state.schema, $context.marks()) : null;
    return [new Plugin({ props: { clipboardTextParser } })];
  },
});
