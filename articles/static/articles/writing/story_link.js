/*
 * How the desk's editors make links: the button asks with a dialog of our own, and an address becomes a link where
 * somebody has typed it out, or pastes it onto words. A Tiptap extension, loaded by django-prose-editor (the settings
 * name it), whose own dialog takes any word for an address.
 */

import { addressesIn } from "writing/addresses";
import { askForAddress } from "writing/link_dialog";
import { Extension, Plugin } from "django-prose-editor/editor";

// Typed out, and then a space or the line's end: what the cursor leaves behind becomes a link.
function afterTyping(transactions, { selection: was, doc }, { selection, doc: now, schema, tr }) {
  const { $from: $end } = was;
  const isTyped = transactions.some((one) => one.docChanged) && !transactions.some(isNoTyping);
  if (!isTyped || !was.empty || selection.from <= was.from || now.content.size <= doc.content.size) return null;
  if (now.textBetween(was.from, selection.from, "\n", "\n").trim()) return null;
  const text = $end.parent.textBetween(0, $end.parentOffset, "\n", "\n");
  const { start, end, href } = addressesIn(text).at(-1) ?? {};
  const range = [$end.start() + start, $end.start() + end];
  if (!href || /[\s\p{L}\p{N}]/u.test(text.slice(end)) || now.rangeHasMark(...range, schema.marks.link)) return null;
  return tr.addMark(...range, schema.marks.link.create({ href }));
}

const isNoTyping = (one) => one.getMeta("uiEvent") || one.getMeta("history$") || one.getMeta("preventUpdate") !== undefined;

// An address pasted onto words leads somewhere, and doesn't replace them.
function pasteOnto({ state, dispatch }, slice) {
  const { empty, from, to } = state.selection;
  const pasted = [];
  slice.content.descendants((node) => void (node.isLeaf && pasted.push(node)));
  const [{ text = "", marks = [] } = {}, ...others] = pasted;
  const link = marks.find(({ type }) => type === state.schema.marks.link);
  const [address] = addressesIn(text);
  if (empty || others.length || !link || address?.end !== text.length || address.start) return false;
  dispatch(state.tr.addMark(from, to, link));
  return true;
}

export const StoryLink = Extension.create({
  name: "storyLink",
  priority: 10, // its command replaces that of the link, which comes before

  addProseMirrorPlugins() {
    const handlePaste = (view, _event, slice) => pasteOnto(view, slice);
    return [new Plugin({ appendTransaction: afterTyping, props: { handlePaste } })];
  },

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
            else if (href) change.setMark("link", { href });
            change.run();
          });
          return true;
        },
    };
  },
});
