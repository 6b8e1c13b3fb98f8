/*
 * Something new at the cursor: the text is cut in two there and the block put between. With words selected the cut is
 * after their paragraph, and a pull quote takes them up.
 */

import { act } from "writing/act";
import { TEXT, addBlock, enter, following, isText, kinds, neighbour, takeAway } from "writing/blocks";
import { label } from "writing/labels";
import { getHTMLFromFragment } from "django-prose-editor/editor";

/** Insert a block of this kind at the editor's cursor, and go to its first empty field. */
export function insertAtCursor(editor, model) {
  const title = kinds().find((kind) => kind.model === model).title;
  const values = model === "articles.pullquote" ? { quote: selectedWords(editor.state) } : {};
  const made = insertWith(editor, model, values, label("inserted", { block: title }));
  if (made) enter(made);
}

/** Insert a block with these values at the editor's cursor, say so, and return its row; null where that can't be. */
export function insertWith(editor, model, values, sentence) {
  let first = null;
  act(sentence, () => {
    const row = editor.view.dom.closest(".inline-related");
    const back = keeper(editor);
    const made = split(editor, row, model, values);
    if (!made) return null;
    first = made[0];
    return () => {
      for (const block of made) takeAway(block, { vanish: true });
      back();
    };
  });
  return first;
}

/** Return a function that puts the editor's text, its form field and its cursor back to what they are now. */
export function keeper(editor) {
  const { doc, selection } = editor.state;
  const field = editor.view.dom.closest(".prose-editor").querySelector("textarea");
  const markup = field.value;
  return () => {
    change(editor, (tr) => tr.replaceWith(0, tr.doc.content.size, doc.content));
    field.value = markup;
    editor.commands.setTextSelection({ from: selection.from, to: selection.to });
    editor.view.focus();
  };
}

/** Change the text outside its own history: its undo would bring back words that stand in another block by then. */
export function change(editor, edit) {
  const tr = editor.state.tr;
  edit(tr);
  editor.view.dispatch(tr.setMeta("addToHistory", false));
}

function split(editor, row, model, values) {
  const { doc } = editor.state;
  const [end, start] = cutAt(editor.state);
  const head = doc.cut(0, end);
  const tail = doc.cut(start);
  if (isEmpty(head)) return before(editor, row, model, values, start);
  const next = following(row);
  const made = [addBlock(model, next, values)];
  if (!made[0]) return null;
  if (!isEmpty(tail)) {
    // The words stand in the new block before they leave the old one.
    const rest = addBlock(TEXT, next, { html: getHTMLFromFragment(tail.content, editor.schema) });
    if (!rest) return null;
    made.push(rest);
  } else if (!isText(neighbour(made[0], 1))) {
    made.push(addBlock(TEXT, next));
  }
  if (end < doc.content.size) change(editor, (tr) => tr.delete(end, doc.content.size));
  return made;
}

function before(editor, row, model, values, start) {
  const made = addBlock(model, row, values);
  const isAllEmpty = isEmpty(editor.state.doc);
  if (made && start > 0 && !isAllEmpty) change(editor, (tr) => tr.delete(0, start));
  return made && [made];
}

const isEmpty = (doc) => doc.textContent.trim() === "";

/** Return where the text before the new block ends and where the text after it begins. */
function cutAt(state) {
  const { $from, $to, empty } = state.selection;
  if ($to.depth === 0) return [$to.pos, $to.pos];
  if (!empty) return [$to.after(1), $to.after(1)];
  const atStart = $from.parentOffset === 0;
  const atEnd = $from.parentOffset === $from.parent.content.size;
  if (atStart && atEnd) return [outwards($from, -1), outwards($from, 1)];
  if (atStart) return twice(outwards($from, -1));
  if (atEnd) return twice(outwards($from, 1));
  return withoutSpaces($from);
}

const twice = (position) => [position, position];

// From the edge of a paragraph out of everything that it begins or ends: its list item, its list, its quotation.
function outwards($pos, direction) {
  const edge = (depth) => (direction < 0 ? $pos.before(depth) : $pos.after(depth));
  const isOutermost = (depth) => $pos.index(depth) === (direction < 0 ? 0 : $pos.node(depth).childCount - 1);
  let depth = $pos.depth;
  while (depth > 1 && isOutermost(depth - 1)) depth -= 1;
  return edge(depth);
}

// The space at the cut belongs to neither half.
function withoutSpaces($pos) {
  const inner = $pos.parent.textBetween(0, $pos.parent.content.size, null, "\ufffc");
  const before = inner.slice(0, $pos.parentOffset);
  const after = inner.slice($pos.parentOffset);
  const left = before.length - before.replace(/ +$/, "").length;
  const right = after.length - after.replace(/^ +/, "").length;
  return [$pos.pos - left, $pos.pos + right];
}

// A pull quote has no marks of its own: the page sets them.
function selectedWords({ doc, selection }) {
  const words = doc.textBetween(selection.from, selection.to, " ", " ");
  return words.replace(/^[\s«“„"]+|[\s»”"]+$/g, "");
}
