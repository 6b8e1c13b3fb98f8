/*
 * The blocks of the story form as the writer sees them: in reading order, with their fields and their editors.
 *
 * The rows belong to content-editor and to Django's inlines; this is the only file that knows their class names, and
 * the one private name of content-editor (`_insertBefore`, pinned version, held by tests/browser/test_writing.py).
 * The hidden row that new ones are copied from is never touched.
 */

const ROWS = ".order-machine .inline-related:not(.empty-form)";
const NOT_COPIED = new Set(["id", "parent", "region", "ordering", "DELETE"]);

export const TEXT = "articles.textblock";

export const storyForm = () => document.getElementById("story_form");

// Read from the page, not from `window.ContentEditor`: an editor with its toolbar may be there before it.
let plugins = null;

function allKinds() {
  plugins ??= JSON.parse(document.getElementById("content-editor-context").textContent).plugins;
  return plugins;
}

/** Return the kinds of block that this person may add, the text first. */
export function kinds() {
  return allKinds().filter((plugin) => !plugin.regions?.includes("_adding_not_allowed"));
}

/** Return the kind of a block; undefined for a row that is none. */
export function kindOf(row) {
  const prefix = row.id.replace(/-\d+$/, "");
  return allKinds().find((plugin) => plugin.prefix === prefix);
}

export const isText = (row) => row != null && kindOf(row).model === TEXT;
export const isSaved = (row) => row.classList.contains("has_original");
export const isGone = (row) => row.classList.contains("for-deletion");

const orderingOf = (row) => row.querySelector(".order-machine-ordering");

/** Return every row in reading order, those that will be deleted too. */
export function allBlocks() {
  const rows = Array.from(document.querySelectorAll(ROWS)).filter(orderingOf);
  return rows.sort((a, b) => orderingOf(a).value - orderingOf(b).value);
}

/** Return the rows that the story has, in reading order. */
export const blocks = () => allBlocks().filter((row) => !isGone(row));

/** Return the row that stands `step` places after this one (before it: negative), or undefined. */
export function neighbour(row, step) {
  const rows = blocks();
  return rows[rows.indexOf(row) + step];
}

/** Return the row right after this one, gone or not: what to insert before; null at the end. */
export function following(row) {
  const rows = allBlocks();
  return rows[rows.indexOf(row) + 1] ?? null;
}

/** Put the rows into this order: it is their order on the screen and, at the next save, in the story. */
export function setOrder(rows) {
  rows.forEach((row, place) => {
    orderingOf(row).value = row.style.order = 10 * (place + 1);
  });
  settle();
}

/**
 * Let the rows follow one another in the page as they do on the screen, for the Tab key and for screen readers. The
 * row that has the cursor stays where it is, and the others go around it; `free` is moved in any case.
 */
export function settle(free = null) {
  const rows = allBlocks();
  const held = rows.findIndex((row) => row !== free && row.contains(document.activeElement));
  const start = Math.max(held, 0);
  for (let place = start + 1; place < rows.length; place += 1) {
    if (rows[place - 1].nextElementSibling !== rows[place]) rows[place - 1].after(rows[place]);
  }
  for (let place = start - 1; place >= 0; place -= 1) {
    if (rows[place + 1].previousElementSibling !== rows[place]) rows[place + 1].before(rows[place]);
  }
}

/** Add a block of a kind before a row (null: at the end), with values in its fields; return its row. */
export function addBlock(model, before, values = {}) {
  let row = null;
  const catchRow = (event) => (row = event.target);
  document.addEventListener("formset:added", catchRow, true);
  window.ContentEditor._insertBefore = before;
  window.ContentEditor.addContent(kinds().find((kind) => kind.model === model)?.prefix);
  window.ContentEditor._insertBefore = null;
  document.removeEventListener("formset:added", catchRow, true);
  if (!row) return null;
  settle(row);
  fill(row, values);
  return row;
}

/* Fields */

const fieldsOf = (row) => Array.from(row.querySelectorAll("input[name], select[name], textarea[name]"));
const nameOf = (field) => field.name.slice(field.name.lastIndexOf("-") + 1);

export function fieldOf(row, name) {
  return fieldsOf(row).find((field) => nameOf(field) === name);
}

/** Return what the fields of a block hold, by name; of a choice, its value and the words shown for it. */
export function valuesOf(row) {
  const own = fieldsOf(row).filter((field) => !NOT_COPIED.has(nameOf(field)));
  return Object.fromEntries(own.map((field) => [nameOf(field), valueOf(field)]));
}

function valueOf(field) {
  if (field.tagName !== "SELECT") return field.value;
  const [option] = field.selectedOptions;
  return field.value && { value: field.value, shown: option.text, thumbnail: option.dataset.thumbnail };
}

export const isBlank = (row) => Object.values(valuesOf(row)).every((value) => !value);

function fill(row, values) {
  for (const [name, value] of Object.entries(values)) {
    const field = fieldOf(row, name);
    if (field.tagName === "SELECT") choose(field, value);
    else setMarkup(row, field, value);
  }
}

function choose(select, choice) {
  if (!choice) return;
  const option = new Option(choice.shown, choice.value, true, true);
  if (choice.thumbnail) option.dataset.thumbnail = choice.thumbnail;
  select.append(option);
  window.django.jQuery(select).trigger("change"); // select2 hears jQuery's events only
}

// An editor reads its textarea once, when it is made: that of a text block a moment after its row, others at once.
function setMarkup(row, field, value) {
  field.value = value;
  const editor = editorOf(row);
  if (editor && field.closest(".prose-editor")) editor.commands.setContent(value, { emitUpdate: false });
}

/* Editors */

/** Return the rich text editor of a block, or undefined where it has none, or not yet. */
export const editorOf = (row) => row.querySelector(".ProseMirror[contenteditable]")?.editor;

/** Return the rich text editor that writes into a field, or undefined where none does. */
export const editorOfField = (field) => field.closest(".prose-editor")?.querySelector(".ProseMirror[contenteditable]")?.editor;

/** Put the cursor into a text block, at its "start" or "end", as soon as its editor is there. */
export function writeIn(row, where = "start") {
  const editor = editorOf(row);
  if (!editor) return row.addEventListener("prose-editor:ready", () => writeIn(row, where), { once: true });
  editor.commands.focus(where);
  editor.view.focus(); // Tiptap's own comes a frame later, and a key pressed meanwhile would go elsewhere
}

/** Put the cursor where the next thing is to be entered: the first empty field; a search opens by itself. */
export function enter(row) {
  const empty = fieldsOf(row).filter((field) => !NOT_COPIED.has(nameOf(field)) && !field.value);
  const field = empty.find((one) => one.type !== "hidden");
  if (!field) return;
  if (field.classList.contains("admin-autocomplete")) window.django.jQuery(field).select2("open");
  else field.focus();
}

/*
 * Deletion: only marked here. Unsaved rows are left out of what is sent (writing/start.js). Django's own link, which takes
 * them out of the page, would renumber the others by their places in it, and mix saved ones with new ones.
 */

const deletionOf = (row) => row.querySelector(":scope > h3 .delete input[type=checkbox]");

export const canGo = (row) => !isSaved(row) || deletionOf(row) !== null;

/** Mark a block as deleted; it stays in sight as a line that brings it back, or vanishes. */
export function takeAway(row, { vanish = false } = {}) {
  const box = deletionOf(row);
  if (box) box.checked = true;
  for (const select of row.querySelectorAll("select.select2-hidden-accessible")) {
    window.django.jQuery(select).select2("close");
  }
  // The browser would refuse to save over a wrong address that nobody can see.
  for (const field of fieldsOf(row)) field.disabled = !field.checkValidity();
  row.classList.add("for-deletion");
  row.hidden = vanish;
}

export function bringBack(row) {
  const box = deletionOf(row);
  if (box) box.checked = false;
  for (const field of fieldsOf(row)) field.disabled = false;
  row.classList.remove("for-deletion");
  row.hidden = false;
}
