/*
 * The "/" menu: typed at the start of a line or after a space it lists what can stand here; typing on narrows the list,
 * arrow keys and Enter choose, Escape leaves the stroke as text. A listbox: the cursor stays in the text.
 */

import { element, icon } from "writing/element";
import { keywords, label } from "writing/labels";
import { change } from "writing/split";

// The stroke, then at most two words without a space in front: "1 / 2" opens nothing for long.
const STROKE = /(?:^|\s)\/((?:[\p{L}\p{M}]+ ?[\p{L}\p{M}]*)?)$/u;

let menus = 0;

const plain = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Return the kinds with a word, in their title or among their other words, that begins with what was typed. */
export function matching(kinds, typed) {
  const wanted = plain(typed).trim();
  return kinds.filter((kind) => {
    const known = plain(`${kind.title} ${keywords(kind.model)}`);
    return ` ${known.replace(/[’']/g, " ")}`.includes(` ${wanted}`);
  });
}

/** Return the ProseMirror plugin of the menu of one editor; `kinds` lists what it offers, `choose` takes one. */
export function slashMenu(editor, kinds, choose) {
  const id = `slash-menu-${(menus += 1)}`;
  const list = element("ul", { class: "slash-menu", id, role: "listbox", "aria-label": label("insert") });

  let offered = [];
  let chosen = 0;
  let stroke = null; // where the "/" stands, while the menu is open
  let refused = null; // where one stands that Escape has left as text

  function look(view) {
    const found = view.hasFocus() && strokeBefore(view.state);
    if (!found || found.at === refused) {
      if (!found) refused = null;
      return close();
    }
    offered = matching(kinds(), found.typed);
    if (!offered.length) return close();
    if (stroke !== found.at || chosen >= offered.length) chosen = 0;
    stroke = found.at;
    draw(view);
  }

  function draw(view) {
    list.replaceChildren(...offered.map(option));
    if (!list.isConnected) view.dom.parentElement.append(list);
    const frame = view.dom.parentElement.getBoundingClientRect();
    const { left, bottom } = view.coordsAtPos(stroke);
    list.style.top = `${bottom - frame.top + 4}px`;
    list.style.left = `${Math.max(0, Math.min(left - frame.left, frame.width - list.offsetWidth))}px`;
    view.dom.setAttribute("aria-controls", list.id);
    view.dom.setAttribute("aria-activedescendant", `${list.id}-${chosen}`);
    list.children[chosen].scrollIntoView({ block: "nearest" });
  }

  function option(kind, place) {
    const told = { id: `${id}-${place}`, role: "option", "aria-selected": String(place === chosen) };
    const item = element("li", told, icon(kind.button.replace(/<[^>]+>/g, "")), kind.title);
    item.addEventListener("mousedown", (event) => {
      event.preventDefault(); // the cursor stays in the text
      take(kind);
    });
    return item;
  }

  function close() {
    stroke = null;
    list.remove();
    editor.view?.dom.removeAttribute("aria-controls");
    editor.view?.dom.removeAttribute("aria-activedescendant");
  }

  function take(kind) {
    const [from, to] = [stroke, editor.state.selection.from];
    close();
    change(editor, (tr) => tr.delete(from, to));
    choose(kind);
  }

  function onKey(view, event) {
    if (stroke === null) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      chosen = (chosen + step + offered.length) % offered.length;
      draw(view);
    } else if (event.key === "Enter" || event.key === "Tab") {
      take(offered[chosen]);
    } else if (event.key === "Escape") {
      refused = stroke;
      close();
    }
    return Boolean(step) || ["Enter", "Tab", "Escape"].includes(event.key);
  }

  return {
    props: { handleKeyDown: onKey, handleDOMEvents: { blur: () => close() } },
    view: () => ({ update: look, destroy: close }),
  };
}

function strokeBefore({ selection }) {
  const { $from, empty } = selection;
  if (!empty || !$from.parent.isTextblock) return null;
  const before = $from.parent.textBetween(0, $from.parentOffset, null, "\ufffc");
  const found = STROKE.exec(before);
  return found && { typed: found[1], at: $from.pos - found[1].length - 1 };
}
