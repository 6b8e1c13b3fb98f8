/*
 * The focal point on the picture itself: dragged, or moved by the arrow keys. It lives in two number fields, in thousandths
 * of the width and the height, which stay there for those who prefer them, and work without this file.
 */

const frame = document.querySelector(".picture-focal");
const fields = ["id_focal_x", "id_focal_y"].map((id) => document.getElementById(id));

const STEP = 10; // thousandths that an arrow key moves it by
const STRIDE = 50; // with the Shift key
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

if (frame && fields.every(Boolean)) {
  const handle = document.createElement("span");
  handle.className = "focal-handle";
  handle.tabIndex = 0;
  handle.setAttribute("role", "slider");
  handle.setAttribute("aria-label", frame.dataset.name);
  handle.setAttribute("aria-valuemin", 0);
  handle.setAttribute("aria-valuemax", 1000);

  const place = () => fields.map((field) => (field.value === "" ? 500 : Number(field.value)));

  function draw() {
    const [x, y] = place();
    handle.style.left = `${x / 10}%`;
    handle.style.top = `${y / 10}%`;
    handle.setAttribute("aria-valuenow", x);
    const words = frame.dataset.told.replace("%(x)s", Math.round(x / 10)).replace("%(y)s", Math.round(y / 10));
    handle.setAttribute("aria-valuetext", words);
  }

  function put(point) {
    point.forEach((value, axis) => (fields[axis].value = Math.min(1000, Math.max(0, Math.round(value)))));
    draw();
  }

  function follow(event) {
    const box = frame.getBoundingClientRect();
    put([(1000 * (event.clientX - box.left)) / box.width, (1000 * (event.clientY - box.top)) / box.height]);
  }

  frame.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    frame.setPointerCapture(event.pointerId);
    handle.focus({ preventScroll: true });
    follow(event);
  });
  frame.addEventListener("pointermove", (event) => frame.hasPointerCapture(event.pointerId) && follow(event));
  handle.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const [x, y] = place();
    const length = event.shiftKey ? STRIDE : STEP;
    put([x + length * step[0], y + length * step[1]]);
  });
  for (const field of fields) field.addEventListener("input", draw);
  frame.append(handle);
  draw();
}
