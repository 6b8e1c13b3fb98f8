/*
 * Gives the searching selects and the text editors of the desk the names of their fields: they come without one.
 */

// The cross that empties a choice of several at once would stand in their list, where it is no item.
for (const select of document.querySelectorAll("select[multiple].admin-autocomplete")) select.dataset.allowClear = "false";

function labelOf(field) {
  const [label] = field.labels;
  if (label) label.id ||= `${field.id}-label`;
  return label?.id;
}

function name(select) {
  const box = select.nextElementSibling;
  const label = labelOf(select);
  if (!label || !box?.matches(".select2")) return;
  const choice = box.querySelector("[role=combobox]");
  const chosen = box.querySelector("[role=textbox]");
  choice.setAttribute("aria-labelledby", chosen ? `${label} ${chosen.id}` : label);
  for (const field of [chosen, box.querySelector("input")]) field?.setAttribute("aria-labelledby", label);
}

const nameAll = (place) => place.querySelectorAll("select.admin-autocomplete:not([name*=__prefix__])").forEach(name);

// Django makes the selects when jQuery is ready, those of a new row when it is added; each before us.
window.django?.jQuery(() => nameAll(document));
document.addEventListener("formset:added", (event) => nameAll(event.target));
document.addEventListener("prose-editor:ready", ({ detail: { editor, textarea } }) => {
  const [label] = textarea.labels;
  if (label) editor.view.dom.setAttribute("aria-label", label.textContent.trim().replace(/\s*:$/, ""));
});
