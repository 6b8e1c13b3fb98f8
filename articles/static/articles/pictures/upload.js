/*
 * One picture's file on its way to the library (articles/admin/images/upload.py): how much of it has gone, and what became of
 * it. By XMLHttpRequest, since fetch doesn't tell how far an upload is.
 */

import { token } from "writing/kept";

const labels = JSON.parse(document.getElementById("upload-labels").textContent);

/** Return the sentence of this name, its %(holes)s and %(numbers)d filled with `values`. */
export function label(name, values = {}) {
  return labels[name].replace(/%\((\w+)\)[sd]/g, (_hole, key) => values[key]);
}

/** Return the files among what is dropped or pasted, those alone that may be pictures. */
export function filesOf(transfer) {
  return Array.from(transfer?.files ?? []).filter((file) => file.type.startsWith("image/"));
}

export const carriesFiles = (event) => Array.from(event.dataTransfer?.types ?? []).includes("Files");

/**
 * Send a file to the library. `onProgress` hears how much of it has gone, from 0 to 1; with `again`, a file that the
 * library has already is taken in all the same. Return a promise of the answer: of { error, lost } where the file isn't
 * there and may be sent again.
 */
export function send(file, { again = false, onProgress = () => {} } = {}) {
  if (file.size > labels.most) {
    // The server would refuse it by its length, and the answer might be lost under what is still being sent.
    const [size, most] = [file.size, labels.most].map((bytes) => Math.floor(bytes / 1e6));
    return Promise.resolve({ error: label("large", { size, most }) });
  }
  const body = new FormData();
  body.set("file", file);
  if (again) body.set("again", "1");
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const lost = () => resolve({ error: request.response?.error ?? label("lost"), lost: true, isOut: request.status === 401 });
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    });
    request.addEventListener("load", () => {
      const isOut = request.status === 401 || request.status === 403;
      if (request.response && request.status < 500 && !isOut) resolve(request.response);
      else lost();
    });
    request.addEventListener("error", lost);
    request.open("POST", labels.url);
    request.responseType = "json";
    request.setRequestHeader("X-CSRFToken", token() || document.querySelector("[name=csrfmiddlewaretoken]").value);
    request.send(body);
  });
}
