/* A double click on a button of the desk does what one click does: the second isn't sent. */

const APART = 2000; // milliseconds
const sent = new WeakMap(); // what was pressed, and when

document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || event.target.method !== "post") return;
  const pressed = event.submitter ?? event.target;
  if (event.timeStamp - (sent.get(pressed) ?? -APART) < APART) return event.preventDefault();
  sent.set(pressed, event.timeStamp);
});
