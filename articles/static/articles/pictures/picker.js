/*
 * Pictures are chosen by how they look: a thumbnail before each that the search finds, and beside the chosen one. Set as
 * select2's default before Django's own script makes the fields; other fields keep their words.
 */

import { element } from "writing/element";

const $ = window.django.jQuery;

function result(item) {
  if (!item.thumbnail) return item.text;
  const credit = element("span", { class: "picture-result-credit" }, item.credit ?? "");
  const words = element("span", {}, element("span", {}, item.text), credit);
  if (item.terms) words.append(element("span", { class: "picture-result-terms" }, item.terms));
  return $(element("span", { class: "picture-result" }, picture(item.thumbnail), words));
}

const picture = (src) => element("img", { src, alt: "" });

/** Show the chosen picture before its field, and in the head of its block. */
function show(select) {
  const address = select.selectedOptions[0]?.dataset.thumbnail;
  const row = select.closest(".inline-related");
  const places = [
    [select.parentElement, "picture-chosen-one"],
    [row?.querySelector(":scope > h3 .inline_label"), "picture-in-head"],
  ];
  for (const [place, name] of places) {
    place?.querySelector(`:scope > .${name}`)?.remove();
    if (!place || !address) continue;
    const made = picture(address);
    made.className = name;
    place.prepend(made);
  }
}

const isPicture = (select) => ["image", "lead_image"].includes(select.dataset?.fieldName);
const showAll = (root) => Array.from(root.querySelectorAll("select.admin-autocomplete")).filter(isPicture).forEach(show);

$.fn.select2.defaults.set("templateResult", result);
showAll(document);
document.addEventListener("formset:added", (event) => showAll(event.target));
$(document).on("select2:select", "select.admin-autocomplete", ({ target, params }) => {
  if (params.data.thumbnail) target.selectedOptions[0].dataset.thumbnail = params.data.thumbnail;
});
$(document).on("change", "select.admin-autocomplete", ({ target }) => isPicture(target) && show(target));
$(document).on("select2:select", "select.admin-autocomplete", ({ target }) => isPicture(target) && show(target));
