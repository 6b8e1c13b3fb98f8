/*
 * The button "Typography": the desk sets the words of the form as it stands, and a dialog shows what that has changed.
 * One act, that "Undo" takes back. Without this file the button shows the form again with its words set.
 */

import { act, undo } from "writing/act";
import { editorOfField, storyForm } from "writing/blocks";
import { element } from "writing/element";
import { change } from "writing/split";
import { fetchFromDesk, typed } from "writing/typed";
import { createDocument } from "django-prose-editor/editor";

let dialog = null;

async function set(address) {
  const sent = new URLSearchParams(typed());
  try {
    const headers = { Accept: "application/json" };
    const answer = await (await fetchFromDesk(address, { method: "POST", headers, body: sent })).json();
    const isDone = fill(answer, sent);
    show(answer.sentence, answer.changes, isDone);
  } catch (error) {
    show(error.sentence ?? dialog.dataset.trouble, [], false);
  }
}

// What was typed while the desk was asked is left as it is. Returns whether there was something to do.
function fill({ fields, sentence }, sent) {
  const found = Object.entries(fields).map(([name, value]) => [storyForm().elements[name], value]);
  const known = found.filter(([field]) => field && sameLines(field.value) === sameLines(sent.get(field.name)));
  if (known.length) {
    act(sentence, () => {
      const ways = known.map(([field, value]) => put(field, value));
      return () => ways.forEach((back) => back());
    });
  }
  return known.length > 0;
}

const sameLines = (text) => text?.replace(/\r\n?/g, "\n");

/** Put a value into a field, and into its editor; return the way back. */
function put(field, value) {
  const editor = editorOfField(field);
  const before = field.value;
  const doc = editor?.state.doc;
  const write = (text, content) => {
    if (editor) become(editor, content);
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  write(value, editor && createDocument(value, editor.schema));
  return () => write(before, doc);
}

// Paragraph by paragraph, from the end: what hasn't changed stays where it is, and the cursor with it.
function become(editor, doc) {
  const { doc: old, selection } = editor.state;
  change(editor, (tr) => {
    if (old.childCount !== doc.childCount) return tr.replaceWith(0, old.content.size, doc.content);
    let end = old.content.size;
    for (let number = old.childCount - 1; number >= 0; number -= 1) {
      const start = end - old.child(number).nodeSize;
      const wanted = doc.child(number);
      if (!old.child(number).eq(wanted)) {
        tr.replaceWith(start, end, wanted);
        const place = Math.min(selection.from, start + wanted.nodeSize - 1);
        if (start < place && selection.from < end) {
          tr.setSelection(selection.constructor.near(tr.doc.resolve(place)));
        }
      }
      end = start;
    }
    return tr;
  });
}

function show(sentence, changes, isUndoable) {
  dialog.querySelector(".typography-sentence").textContent = sentence;
  dialog.querySelector(".typography-list").replaceChildren(...changes.map(line));
  dialog.querySelector(".typography-legend").hidden = !changes.length;
  dialog.querySelector("[data-typography=undo]").hidden = !isUndoable;
  dialog.showModal();
}

const line = ([before, after]) => element("li", {}, element("del", {}, before), " → ", element("ins", {}, after));

export function startTypography() {
  const button = document.querySelector(".typography-set");
  dialog = document.querySelector(".typography-dialog");
  if (!button) return;
  document.querySelector(".tabs.regions")?.append(button); // beside the counts of the body
  button.addEventListener("click", (event) => {
    event.preventDefault();
    set(button.formAction);
  });
  dialog.querySelector("[data-typography=close]").addEventListener("click", () => dialog.close());
  dialog.querySelector("[data-typography=undo]").addEventListener("click", undo);
  // While it is open nobody types: what changes the form then is the way back.
  storyForm().addEventListener("input", () => dialog.close());
}
