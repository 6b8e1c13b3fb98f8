/*
 * A row of buttons that the Tab key stops at once: the arrow keys go from one to the next (the toolbar pattern of the
 * ARIA Authoring Practices Guide).
 */

/** Make an element with buttons in it such a row. */
export function makeToolbar(bar, name) {
  const buttons = () => Array.from(bar.querySelectorAll(".block-tool"));
  const stopAt = (stop) => {
    for (const button of buttons()) button.tabIndex = button === stop ? 0 : -1;
  };
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", name);
  stopAt(buttons()[0]);
  bar.addEventListener("focusin", (event) => event.target.matches(".block-tool") && stopAt(event.target));
  bar.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const all = buttons();
    const here = all.indexOf(document.activeElement);
    const goal = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: -1 }[event.key];
    if (here < 0 || goal === undefined) return;
    event.preventDefault();
    all.at(goal % all.length).focus();
  });
}
