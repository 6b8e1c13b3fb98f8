/*
 * How the programs that people copy from write what we keep: Word, Google Docs, LibreOffice, WordPress and web pages.
 * Each function answers one question about one element; writing/paste.js puts the text together.
 */

import { meant } from "writing/addresses";

// A style's declarations without spaces, from where writing/paste.js has put them; the browser would forget Word's own.
const styleOf = (element) => (element.getAttribute("data-style") ?? "").toLowerCase().replace(/\s+/g, "");

const NEVER_TEXT =
  "script, style, template, noscript, iframe, object, embed, svg, math, canvas, video, audio, img, picture, map," +
  " input, select, textarea, button, datalist, head, title, nav, [role=navigation], [hidden]," +
  " figure:has(img, picture, video, audio, iframe, svg, canvas, object) figcaption," +
  " [aria-hidden=true], rt, rp";
// Text that was struck out by the hand of an editor is text no more; notes at the margin and at the foot aren't the story.
const NOT_THE_TEXT =
  "del, .msoDel, .MsoCommentReference, .MsoCommentText, .msocomanchor, .msocomtxt, .MsoFootnoteReference," +
  " .MsoFootnoteText, .MsoEndnoteReference, .MsoEndnoteText, [class^=MsoToc], .sdfootnoteanc, .sdendnoteanc," +
  " [id^=sdfootnote], [id^=sdendnote], sup > [id^=ftnt_ref], sup > [id^=cmnt_ref], div:has(> p > a[id^=ftnt])," +
  " .screen-reader-text";
// Wikipedia's notes, its requests for sources and its links for editors.
const WIKI =
  "sup.reference, sup[id^=cite_ref], sup.noprint, .Inline-Template, .need_ref_tag, .mw-editsection, .mw-editsection-like," +
  " .mw-cite-backlink, ol.references, .reflist, .mw-references-wrap, .mw-jump-link, .mw-empty-elt, .navbox, .toc," +
  " a[href*='#cite_note']";
const EDITING = /[?&](?:ve)?action=edit\b/;
const NOT_SHOWN =
  /(?:^|;)(?:display:none|visibility:hidden|mso-hide:all|mso-element:(?:comment|footnote|endnote|header|footer))/;

/** Return whether an element and all in it stay behind. */
export function isDropped(element) {
  if (element.localName.startsWith("v:")) return true; // a drawing of Word's
  if (element.matches(`${NEVER_TEXT}, ${NOT_THE_TEXT}, ${WIKI}`) || isLinkInBrackets(element)) return true;
  return NOT_SHOWN.test(styleOf(element)) || isMarker(element);
}

// As Wikipedia's own, where a program between has taken the classes away: not the “[1]” that somebody has written.
function isLinkInBrackets(element) {
  if (!/^\s*\[[^\]]{1,60}\]\s*$/.test(element.textContent)) return false;
  const links = Array.from(element.querySelectorAll("a[href]"));
  const areOfEditors = links.every((link) => EDITING.test(link.getAttribute("href")));
  return links.length > 0 && (element.localName === "sup" || (element.localName !== "a" && areOfEditors));
}

const BLOCKS = new Set(
  (
    "address article aside body caption center dd details div dl dt fieldset figcaption figure footer form header hgroup" +
    " hr legend listing main p pre section summary table tbody td tfoot th thead tr xmp"
  ).split(" "),
);
const PARAGRAPHS = "p, h1, h2, h3, h4, h5, h6";
const INLINE = "a, b, i, u, em, strong, span, font, sub, sup, small, mark, code, cite, q, img";

/** Return whether an element begins a line of its own and ends it, as its style, its name or its place has it. */
export function isBlock(element) {
  const [, display] = /(?:^|;)display:([a-z-]+)/.exec(styleOf(element)) ?? [];
  if (display && display !== "contents") return !/^(?:inline|ruby|none)/.test(display);
  return BLOCKS.has(element.localName) || (element.localName.includes("-") && isAmongBlocks(element));
}

// A page's own element (<my-para>) says nothing by its name: where it stands amid words, it is one of them.
function isAmongBlocks(element) {
  const sides = [beside(element, "previousSibling"), beside(element, "nextSibling")];
  return !element.parentElement.matches(PARAGRAPHS) && !sides.some(isInline);
}

// What comes before or after, past other such elements and the space between.
function beside(element, side) {
  let found = element[side];
  while (found && (isSpace(found) || found.localName?.includes("-"))) found = found[side];
  return found;
}

const isSpace = ({ nodeType, data }) => nodeType === Node.COMMENT_NODE || (nodeType === Node.TEXT_NODE && !data.trim());
const isInline = (node) => node?.nodeType === Node.TEXT_NODE || (node?.matches(INLINE) && !isBlock(node));

/** Return whether an element stands for the end of a paragraph, as Slack writes it. */
export const isParagraphBreak = (element) => element.matches("[data-stringify-type=paragraph-break]");

/** Return whether the line breaks in an element's text are its own, given whether those around it are. */
export function isAsTyped(element, around) {
  const [, space] = /(?:^|;)white-space(?:-collapse)?:([a-z-]+)/.exec(styleOf(element)) ?? [];
  if (space && space !== "inherit") return /^(?:pre|preserve|break-spaces)/.test(space);
  return around || ["pre", "listing", "xmp"].includes(element.localName);
}

const NUMBER = /^\s*\d{1,4}\s*$/;

/** Return the number that a list, or an item of it, is written with; undefined where it has none of its own. */
export function numberOf(element) {
  const written = element.getAttribute(element.localName === "li" ? "value" : "start") ?? "";
  return NUMBER.test(written) && !element.hasAttribute("reversed") ? Number(written) : undefined;
}

const isMarker = (element) => styleOf(element).includes("mso-list:ignore");

/** Return "h2" or "h3" for a heading of any program, or undefined: bold words alone are no heading. */
export function headingOf(element) {
  if (/(?:^| )(?:MsoTitle|(?:Mso)?Heading[12])(?: |$)/.test(element.className)) return "h2";
  if (/(?:^| )(?:Mso)?Heading[3-6](?: |$)/.test(element.className)) return "h3";
  const level = /^h([1-6])$/.exec(element.localName)?.[1];
  const said = element.getAttribute("role") === "heading" ? element.getAttribute("aria-level") || "2" : undefined;
  const rank = said ?? level;
  return rank && (rank <= 2 ? "h2" : "h3");
}

/** Return the list that a paragraph of Word's is an item of: { id, level, tag, start }, or null. */
export function wordListOf(element) {
  const [, id, level] = /mso-list:(l\d+)level(\d+)/.exec(styleOf(element)) ?? [];
  if (element.localName !== "p" || !id) return null;
  const marker = Array.from(element.querySelectorAll("[data-style]")).find(isMarker)?.textContent.trim() ?? "";
  const isNumbered = /^\(?[\p{L}\d]{1,5}(?:[.)]|$)/u.test(marker) && marker !== "o";
  const start = Number(/^\(?(\d{1,4})[.)]?$/.exec(marker)?.[1] ?? 1);
  return { id, level: Number(level), tag: isNumbered ? "ol" : "ul", start };
}

/** Return whether a list's items say by themselves how deep they stand, as Slack's do. */
export const isIndentedList = (element) =>
  element.matches("ul, ol") && Array.from(element.children).some((item) => indentedItemOf(item));

/** Return the list that such an item stands in: { level, tag, start }, or null. */
export function indentedItemOf(element) {
  const indent = element.localName === "li" && element.getAttribute("data-stringify-indent");
  const list = element.parentElement;
  if (!/^\d{1,2}$/.test(indent || "") || !list.matches("ul, ol")) return null;
  return { level: Number(indent), tag: list.localName, start: numberOf(element) ?? numberOf(list) };
}

const BOLD = /(?:^|;)font-weight:(?:bold|[6-9]00)/;
const NOT_BOLD = /(?:^|;)font-weight:(?:normal|[1-5]00)/;
const ITALIC = /(?:^|;)font-style:(?:italic|oblique)/;
const NOT_ITALIC = /(?:^|;)font-style:normal/;
const STRUCK = /(?:^|;)text-decoration(?:-line)?:[^;]*line-through/;
const RAISED = /(?:^|;)vertical-align:(super|sub)/;
const MARKS = { b: "strong", strong: "strong", i: "em", em: "em", cite: "em", s: "s", strike: "s", sub: "sub", sup: "sup" };

/** Return the marks of an element's words, given those around it: a Set of names of elements. */
export function marksOf(element, around) {
  const marks = new Set(around);
  const style = styleOf(element);
  if (MARKS[element.localName]) marks.add(MARKS[element.localName]);
  if (BOLD.test(style)) marks.add("strong");
  if (NOT_BOLD.test(style)) marks.delete("strong");
  if (ITALIC.test(style)) marks.add("em");
  if (NOT_ITALIC.test(style)) marks.delete("em");
  if (STRUCK.test(style)) marks.add("s");
  const raised = RAISED.exec(style);
  if (raised) marks.add(raised[1] === "super" ? "sup" : "sub");
  return marks;
}

/** Return where a link leads, or null where it leads nowhere from here: into another page, to a file, to a script. */
export function hrefOf(link) {
  const written = link.getAttribute("href")?.trim() ?? "";
  return /^[/#]/.test(written) ? null : meant(written);
}

/** Return the marks that a browser draws around <q> without their being in the text. */
export function quotationMarks(element) {
  const isFrench = /^fr\b/i.test(element.closest("[lang]")?.getAttribute("lang") ?? "");
  return isFrench ? ["«\u202f", "\u202f»"] : ["“", "”"];
}
