/* Elements that the writing tools put into the page. */

/** Return a new element with these attributes and children. */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** Return a button that does this when it is pressed. */
export function button(attributes, press, ...children) {
  const made = element("button", { type: "button", ...attributes }, ...children);
  made.addEventListener("click", press);
  return made;
}

/** Return one of the icons of the editors' font, of this name. */
export const icon = (name) => element("span", { class: "material-icons", "aria-hidden": "true" }, name);
