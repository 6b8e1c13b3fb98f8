/*
 * What the text editor of a story can do beyond text: buttons in its toolbar and a "/" menu that put a block at the
 * cursor. A Tiptap extension, loaded by django-prose-editor (DJANGO_PROSE_EDITOR_EXTENSIONS in the settings).
 */

import { TEXT, kinds } from "writing/blocks";
import { pictureDrops } from "writing/pictures";
import { slashMenu } from "writing/slash";
import { insertAtCursor } from "writing/split";
import { Extension, Plugin } from "django-prose-editor/editor";

// Who may not add a text can't cut one in two either.
function insertable() {
  const all = kinds();
  return all.some((kind) => kind.model === TEXT) ? all.filter((kind) => kind.model !== TEXT) : [];
}

// content-editor names a kind's icon in markup: <span class="material-icons">image</span>.
const iconOf = (kind) => kind.button.replace(/<[^>]+>/g, "");

export const StoryInsert = Extension.create({
  name: "storyInsert",
  priority: 1000, // its keys come before those of the text: Enter chooses from the menu

  addMenuItems({ buttons, menu }) {
    for (const kind of insertable()) {
      menu.defineItem({
        name: `insert:${kind.model}`,
        groups: "storyInsert",
        button: buttons.material(iconOf(kind), kind.title),
        command: (editor) => insertAtCursor(editor, kind.model),
      });
    }
  },

  // A label names a form's own fields only: the editor is told its name.
  onCreate({ editor }) {
    const name = editor.view.dom.closest(".form-row")?.querySelector("label")?.textContent.replace(/:\s*$/, "");
    if (name) editor.view.dom.setAttribute("aria-label", name);
  },

  addProseMirrorPlugins() {
    const editor = this.editor;
    const slash = slashMenu(editor, insertable, (kind) => insertAtCursor(editor, kind.model));
    return [new Plugin(slash), new Plugin(pictureDrops(editor, insertable))];
  },
});
