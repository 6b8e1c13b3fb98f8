/*
 * The link button of the desk's editors asks with a dialog of our own. A Tiptap extension, loaded by
 * django-prose-editor (the settings name it), whose own dialog takes any word for an address.
 */

import { askForAddress } from "writing/link_dialog";
import { Extension } from "django-prose-editor/editor";

export const StoryLink = Extension.create({
  name: "storyLink",
  priority: 10, // its command replaces that of the link, which comes before

  addCommands() {
    return {
      addLink:
        () =>
        ({ editor }) => {
          const isLink = editor.isActive("link");
          if (editor.state.selection.empty && !isLink) return false;
          askForAddress(editor.getAttributes("link").href).then((href) => {
            const change = editor.chain().focus();
            if (href && isLink) change.extendMarkRange("link").updateAttributes("link", { href });
            else if (href) change.setMark("link", { href }).setMeta("preventAutolink", true);
            change.run();
          });
          return true;
        },
    };
  },
});
