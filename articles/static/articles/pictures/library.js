/*
 * Pictures dropped or pasted onto the library, or chosen, many at a time: a line for each with its progress and what became
 * of it, then the way to describe them all. Without this file the form sends what was chosen, all at once.
 */

import { carriesFiles, filesOf, label, send } from "pictures/upload";
import { button, element } from "writing/element";

const zone = document.querySelector(".picture-drop");

if (zone) {
  const queue = zone.querySelector(".picture-queue");
  const count = zone.querySelector(".picture-count");
  const next = zone.querySelector(".picture-next");
  const chooser = zone.querySelector("input[type=file]");
  const taken = []; // ids of the new pictures
  const waiting = [];
  let all = 0;
  let done = 0;
  let busy = false;

  function add(files) {
    for (const file of files) waiting.push(line(file));
    all += files.length;
    run();
  }

  // One after the other: the server makes each small before it answers.
  async function run() {
    if (busy) return;
    busy = true;
    while (waiting.length) {
      await take(waiting.shift());
    }
    busy = false;
  }

  function line(file) {
    const name = element("span", { class: "picture-file" }, file.name);
    const bar = element("progress", { max: 1, value: 0, "aria-label": file.name });
    const words = element("span", { class: "picture-words" });
    const item = element("li", {}, name, bar, words);
    queue.append(item);
    return { file, item, bar, words };
  }

  async function take(one, again = false) {
    const { file, bar, words } = one;
    words.replaceChildren(label("sending", { name: file.name }));
    const onProgress = (part) => {
      bar.value = part;
      if (part === 1) words.replaceChildren(label("reading", { name: file.name }));
    };
    const answer = await send(file, { again, onProgress });
    bar.hidden = true;
    if (!answer.lost) done += 1;
    count.textContent = label("count", { done, all });
    if (answer.error) refuse(one, answer);
    else if (answer.existing) offer(one, answer.existing);
    else welcome(one, answer);
  }

  function refuse(one, { error, lost, isOut }) {
    one.item.className = "picture-refused";
    one.words.replaceChildren(error);
    if (isOut) one.words.append(" ", button({}, logIn, label("logIn")));
    if (lost) one.words.append(" ", button({}, () => retry(one, false), label("retry")));
  }

  const logIn = () => window.open(label("logInUrl"), "desk-login", "popup,width=520,height=680")?.focus();

  function offer(one, picture) {
    one.item.className = "picture-known";
    const again = button({}, () => retry(one, true), label("again"));
    one.words.replaceChildren(label("known"), " ", link(picture), " ", again);
    show(one, picture);
  }

  function welcome(one, picture) {
    one.item.className = "picture-taken";
    one.words.replaceChildren(link(picture), " – ", label("taken"));
    show(one, picture);
    taken.push(picture.id);
    next.querySelector("a").href = `${zone.dataset.describe}?ids=${taken.join(",")}`;
    next.hidden = false;
  }

  function retry(one, again) {
    one.item.querySelector("img")?.remove();
    one.item.className = "";
    one.bar.hidden = false;
    one.bar.value = 0;
    take(one, again);
  }

  function show({ item }, picture) {
    item.prepend(element("img", { src: picture.thumbnail, alt: "" }));
  }

  const link = (picture) => element("a", { href: picture.edit_url }, picture.name);

  // Whatever is dropped is sent: what is no picture is told so by the server, in a sentence.
  document.addEventListener("dragover", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    zone.classList.add("is-over");
  });
  document.addEventListener("dragleave", (event) => event.relatedTarget || zone.classList.remove("is-over"));
  document.addEventListener("drop", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    zone.classList.remove("is-over");
    add(Array.from(event.dataTransfer.files));
  });
  document.addEventListener("paste", (event) => add(filesOf(event.clipboardData)));
  const addChosen = () => {
    add(Array.from(chooser.files));
    chooser.value = "";
  };
  chooser.addEventListener("change", addChosen);
  for (const each of zone.querySelectorAll(".picture-plain")) each.hidden = true;
  zone.querySelector(".picture-scripted").hidden = false;
  addChosen(); // what was chosen before this file was there
}
