// What was just chosen: the names in Chinese words, and small pictures of photos, so that a thumb over the lens is
// noticed on the spot. Large photos are made smaller meanwhile; who sends the form at once waits for that.
import { shrunk } from "./shrink.js";

const working = new Map(); // form → the photos still being made smaller

function tell(input, words = "") {
  const output = document.querySelector(`[data-na-chosen="${input.id}"]`);
  if (!output) return;
  const names = [...input.files].map((file) => file.name);
  output.textContent = words || (names.length > 1 ? `已选 ${names.length} 个：${names.join("、")}` : names[0] || "尚未选择");
}

function preview(input) {
  const box = document.querySelector(`[data-na-previews="${input.id}"]`);
  if (!box) return;
  for (const old of box.querySelectorAll("img")) URL.revokeObjectURL(old.src);
  box.replaceChildren(...[...input.files].filter((file) => file.type.startsWith("image/")).map((file) => {
    const image = document.createElement("img");
    image.src = URL.createObjectURL(file);
    image.alt = file.name;
    return image;
  }));
}

async function shrink(input) {
  const chosen = [...input.files];
  const held = new DataTransfer();
  for (const [number, file] of chosen.entries()) {
    if (chosen.length > 1) tell(input, `正在处理照片 ${number + 1}/${chosen.length}…`);
    held.items.add(await shrunk(file)); // one after the other: a phone has not the memory for nine at once
  }
  const changed = chosen.some((file, at) => file.size !== held.files[at].size);
  const same = chosen.length === input.files.length && chosen.every((file, at) => file === input.files[at]);
  if (!same) return; // others were chosen meanwhile
  if (changed) {
    input.files = held.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  } else tell(input);
}

document.addEventListener("change", ({ target: input }) => {
  if (input.type !== "file") return;
  tell(input);
  preview(input);
  if (!input.form || !input.accept.includes("image/")) return;
  const before = working.get(input.form) ?? Promise.resolve();
  const all = before.then(() => shrink(input)).catch(() => {}).finally(() => {
    if (working.get(input.form) === all) working.delete(input.form);
  });
  working.set(input.form, all);
});

// Done when nothing of this form is being made smaller any more.
export async function photosReady(form) {
  while (working.has(form)) await working.get(form);
}
