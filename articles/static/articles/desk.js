/* The desk's keyboard: "/" goes to the search over all stories, Escape back to where one was. */

const field = document.querySelector(".desk-search input");
const TYPING = "input, textarea, select, [contenteditable], .select2-container";
let before; // what had the focus

if (field) {
  document.addEventListener("keydown", (event) => {
    const chord = event.ctrlKey || event.metaKey || event.altKey;
    if (event.key !== "/" || chord || event.defaultPrevented || event.isComposing) return;
    if (event.target.isContentEditable || event.target.closest?.(TYPING)) return;
    event.preventDefault();
    before = document.activeElement;
    field.focus();
    field.select();
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    field.blur();
    before?.focus();
  });
}
