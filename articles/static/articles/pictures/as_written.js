/*
 * Beside who made a picture stands what its file says: a button puts that into the field. Without this file it is there
 * to be copied.
 */

for (const told of document.querySelectorAll(".picture-written")) {
  const button = told.querySelector("button");
  const field = document.getElementById(told.closest("[id$=_helptext]")?.id.replace(/_helptext$/, ""));
  if (!field) continue;
  button.hidden = false;
  button.addEventListener("click", () => {
    const written = told.querySelector("span").textContent;
    field.value = field.maxLength > 0 ? written.slice(0, field.maxLength) : written;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });
}
