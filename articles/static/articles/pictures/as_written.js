/*
 * Beside who made a picture stands what its file says: a button puts that into the field, and says what there is no room
 * for. Without this file it is there to be copied.
 */

for (const told of document.querySelectorAll(".picture-written")) {
  const button = told.querySelector("button");
  const status = told.querySelector("[role=status]");
  const field = document.getElementById(told.closest("[id$=_helptext]")?.id.replace(/_helptext$/, ""));
  if (!field) continue;
  button.hidden = false;
  button.addEventListener("click", () => {
    const written = told.querySelector("span").textContent;
    const most = field.maxLength > 0 ? field.maxLength : written.length;
    field.value = fitting(written, most);
    const left = written.slice(field.value.length).replace(/^[\s,]+/, "");
    const sentence = status.dataset.leftOut.replace("{most}", most);
    status.textContent = left && sentence.replace("{left}", () => left);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });
}

// As many whole names as there is room for, or whole words of one.
function fitting(text, most) {
  if (text.length <= most) return text;
  const ends = [", ", " "].map((gap) => text.lastIndexOf(gap, most));
  return text.slice(0, ends.find((end) => end > 0) ?? most);
}
