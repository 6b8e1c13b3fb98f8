/*
 * A table becomes rows of text until there is a block for it: one paragraph a row, with a bar between the cells. Mails and
 * old pages are laid out in tables, which aren't any.
 */

import { isDropped } from "writing/pasted";

const STRUCTURE = "table, h1, h2, h3, h4, h5, h6, ul, ol, blockquote, hr, form";
const BLOCK = "p, div, section, article, pre, address";

/** Return whether a table holds what belongs in rows and columns, rather than the parts of a page. */
export function isData(table) {
  if (table.localName !== "table" || table.matches("[role=presentation], [role=none]")) return false;
  const rows = rowsOf(table).filter((cells) => cells.filter(hasWords).length > 1);
  const cells = rows.flat();
  if (!rows.length || cells.some((cell) => cell.querySelector(STRUCTURE))) return false;
  return rows.length > 1 || cells.every((cell) => Array.from(cell.querySelectorAll(BLOCK)).filter(hasWords).length < 2);
}

/** Return a table's rows that say something, each as its cells. */
export function rowsOf(table) {
  const shown = Array.from(table.querySelectorAll("tr")).filter((row) => !isDropped(row));
  const rows = shown.map((row) => Array.from(row.children).filter(isCell));
  return rows.filter((cells) => cells.some(hasWords));
}

/** Return whether a row is the head of its table. */
export const isHead = (cells) => cells.length > 1 && cells.every((cell) => cell.localName === "th");

const isCell = (cell) => ["td", "th"].includes(cell.localName) && !isDropped(cell);
const hasWords = ({ textContent }) => Boolean(textContent.trim());
