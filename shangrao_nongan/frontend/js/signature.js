// A signature drawn with finger, pen or mouse; kept as a PNG data address in the hidden field beside it.
import { help } from "./page.js";

help((root) => {
  for (const box of root.querySelectorAll("[data-na-signature]")) prepare(box);
});

function prepare(box) {
  const value = document.getElementById(box.dataset.naSignature);
  const canvas = box.querySelector("canvas");
  const pen = canvas.getContext("2d");
  Object.assign(pen, { lineWidth: 5, lineCap: "round", lineJoin: "round", strokeStyle: "#16233a" });
  let drawing = false;
  let drawn = false; // something is on the canvas

  const at = (event) => {
    const frame = canvas.getBoundingClientRect();
    const scale = canvas.width / frame.width;
    return [(event.clientX - frame.left) * scale, (event.clientY - frame.top) * (canvas.height / frame.height)];
  };

  // After a rejected form the drawing comes back with the page, and with what was kept on the device.
  function show() {
    pen.clearRect(0, 0, canvas.width, canvas.height);
    drawn = value.value.startsWith("data:image/png");
    box.classList.toggle("na-signed", drawn || box.classList.contains("na-sign-kept"));
    if (!drawn) return;
    const image = new Image();
    image.onload = () => pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    image.src = value.value;
    box.classList.remove("na-sign-kept");
  }
  value.addEventListener("na-restored", show);
  show();

  canvas.addEventListener("pointerdown", (event) => {
    drawing = true;
    canvas.setPointerCapture(event.pointerId);
    pen.beginPath();
    pen.moveTo(...at(event));
    box.classList.add("na-signed");
    drawn = true;
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!drawing) return;
    pen.lineTo(...at(event));
    pen.stroke();
  });
  const stop = () => {
    if (!drawing) return;
    drawing = false;
    value.value = canvas.toDataURL("image/png");
    value.dispatchEvent(new Event("input", { bubbles: true }));
  };
  canvas.addEventListener("pointerup", stop);
  canvas.addEventListener("pointercancel", stop);

  document.querySelector(`[data-na-signature-clear="${value.id}"]`)?.addEventListener("click", () => {
    pen.clearRect(0, 0, canvas.width, canvas.height);
    value.value = "";
    // The first press puts the stored signature away; with an empty box the next one brings it back, for it stays.
    const kept = box.querySelector("img") && !box.classList.contains("na-sign-kept") && !drawn;
    box.classList.toggle("na-sign-kept", Boolean(kept));
    box.classList.toggle("na-signed", Boolean(kept));
    drawn = false;
    value.dispatchEvent(new Event("input", { bubbles: true }));
  });
}
