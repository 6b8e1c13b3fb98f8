/*
 * A table becomes rows of text until there is a block for it: one paragraph a row, with a bar between the cells. Mails and
 * old pages are laid out in tables, which aren't any.
 */

import { isDropped } from "writing/pasted";

const LONG = 60; // characters: no name of a row has more
const LAYOUT = "table, h1, h2, h3, h4, h5, h6, hr, form";
const LISTS = "ul, ol, blockquote";
const BLOCK = "p, div, section, article, pre, address";

/** Return whether a table holds what belongs in rows and columns, rather than the parts of a page. */
export function isData(table) {
  if (table.localName !== "table" || table.matches("[role=presentation], [role=none]")) return false;
  const rows = rowsOf(table).filter((cells) => cells.filter(hasWords).length > 1);
  const cells = rows.flat();
  const has = (selector) => cells.some((cell) => cell.querySelector(selector));
  if (!rows.length || (has(LAYOUT) && !isHeaded(cells))) return false;
  if (has(LISTS) && !isHeaded(cells)) return isGrid(rows);
  return rows.length > 1 || cells.every((cell) => Array.from(cell.querySelectorAll(BLOCK)).filter(hasWords).length < 2);
}

// Mails have heads as well, of nothing: all their cells are.
const isHeaded = (cells) =>
  cells.some(({ localName }) => localName === "td") &&
  cells.some((cell) => hasWords(cell) && (cell.localName === "th" || cell.closest("thead, tbody, tfoot, table").localName === "thead"));

// The parts of a page stand in rows of one, two and three.
const isGrid = (rows) => rows.length > 1 && rows.every((cells) => cells.length === rows[0].length);

/** Return a table's rows that say something, each as its cells; a table within has its own. */
export function rowsOf(table) {
  const own = Array.from(table.querySelectorAll("tr")).filter((row) => row.closest("table") === table);
  const rows = own.filter((row) => !isDropped(row)).map((row) => Array.from(row.children).filter(isCell));
  return rows.filter((cells) => cells.some(hasWords));
}

/**
 * Return the rows as they are read, each a list of its cells: a cell that reaches down from a row above stands in each of
 * its rows, so that a number never loses what it is of; null stands for one that is too long to be read again.
 */
export function readRowsOf(table) {
  let reaching = new Map(); // by its column: { cell, rows, columns } of a cell that reaches into the rows below
  let section = null;
  return rowsOf(table).map((cells) => {
    const parent = cells[0].closest("thead, tbody, tfoot, table");
    if (parent !== section) [reaching, section] = [new Map(), parent];
    return rowOf(cells, reaching);
  });
}

function rowOf(cells, reaching) {
  const row = [];
  let column = 0;
  const takeReaching = () => {
    for (let above = reaching.get(column); above?.rows; above = reaching.get(column)) {
      row.push(above.cell.textContent.trim().length > LONG ? null : above.cell);
      above.rows -= 1;
      column += above.columns;
    }
  };
  for (const cell of cells) {
    takeReaching();
    row.push(cell);
    if (cell.rowSpan > 1) reaching.set(column, { cell, rows: cell.rowSpan - 1, columns: cell.colSpan });
    column += cell.colSpan;
  }
  takeReaching();
  return row;
}

export const isHead = (cells) => cells.length > 1 && cells.every((cell) => cell?.localName === "th");

const isCell = (cell) => ["td", "th"].includes(cell.localName) && !isDropped(cell);
const hasWords = ({ textContent }) => Boolean(textContent.trim());
