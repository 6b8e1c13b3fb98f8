/*
 * The sentences of the writing tools, in the reader's language: Django puts them into the page (articles/admin/story/admin.py),
 * so that its catalogue is the only one.
 */

const labels = JSON.parse(document.getElementById("writing-labels").textContent);

/** Return the sentence of this name, its %(holes)s filled with `values`. */
export function label(name, values = {}) {
  return labels[name].replace(/%\((\w+)\)s/g, (_hole, key) => values[key]);
}

/** Return other words by which the "/" menu finds this kind of block. */
export function keywords(model) {
  return labels.keywords[model] || "";
}

/** Return the word for what an editor's toolbar calls this in English, or undefined. */
export const toolWord = (english) => labels.tools[english];
