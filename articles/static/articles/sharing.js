/*
 * The addresses of shared previews at the desk: selected as soon as they are reached, copied by a button.
 * Without this file they are selected and copied by hand.
 */

for (const box of document.querySelectorAll(".sharing-address")) {
  const address = box.querySelector("input");
  const button = box.querySelector(".sharing-copy");

  // Browsers give a page the clipboard over TLS only, and on the machine itself.
  button.hidden = !navigator.clipboard;
  address.addEventListener("focus", () => address.select());
  button.addEventListener("click", async () => {
    address.focus();
    await navigator.clipboard.writeText(address.value);
    box.querySelector("[role=status]").textContent = button.dataset.copied;
  });
}
