// The laboratory's grid: arrows and Enter move between the boxes, a copied block is laid in, the empty ones are filled.
// Which box a copied cell belongs in is asked of the server, which knows the items by all their names.
import { help } from "./page.js";

const ABSENT = "未检出";

function put(box, text) {
  box.value = text;
  // The question under a box was about what stood in it before.
  const sure = box.closest("td").querySelector("[type=checkbox]");
  if (sure) sure.checked = false;
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

function rowsOf(grid) {
  const found = [];
  for (const row of grid.querySelectorAll("tbody tr")) {
    const boxes = [...row.cells].map((cell) => cell.querySelector("[data-na-cell]"));
    if (boxes.some(Boolean)) found.push(boxes);
  }
  return found;
}

function near(grid, box, down, right) {
  const rows = rowsOf(grid);
  let at = rows.findIndex((row) => row.includes(box));
  let column = rows[at].indexOf(box);
  do {
    at += down;
    column += right;
    if (!rows[at] || column < 0 || column >= rows[at].length) return null;
  } while (!rows[at][column]);
  return rows[at][column];
}

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], Enter: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

// Sideways only from the end of what stands in the box: within it the arrows move the cursor.
function leaves(box, key) {
  if (key === "ArrowLeft") return box.selectionStart === 0 && box.selectionEnd === 0;
  if (key === "ArrowRight") return box.selectionStart === box.value.length;
  return true;
}

function move(grid, event) {
  const box = event.target.closest("[data-na-cell]");
  const step = STEPS[event.key];
  if (!box || !step || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
  if (!leaves(box, event.key)) return;
  const next = near(grid, box, ...step);
  if (next || event.key === "Enter" || step[0]) event.preventDefault();
  next?.focus();
  next?.select();
}

function tell(grid, said) {
  const box = grid.querySelector("[data-na-said]");
  if (box) box.textContent = said;
}

async function lay(grid, block, at) {
  const form = new FormData(grid);
  for (const [name, value] of [...form]) if (typeof value !== "string") form.delete(name);
  form.set("block", block);
  form.set("at", at?.name ?? "");
  try {
    const answer = await fetch(grid.dataset.naPaste, { method: "POST", body: form, headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    const { cells, said } = await answer.json();
    for (const [name, text] of Object.entries(cells)) {
      const box = grid.elements.namedItem(name);
      if (box) put(box, text);
    }
    tell(grid, `${said}尚未保存。`);
  } catch {
    tell(grid, "没有网络，粘贴的内容没有填入，请稍后再试。");
  }
}

function pasted(grid, event) {
  const box = event.target.closest("[data-na-cell]");
  const block = event.clipboardData?.getData("text/plain") ?? "";
  const one = block.replace(/\r?\n$/, "");
  if (!box || !grid.dataset.naPaste || !/[\t\n]/.test(one)) return;
  event.preventDefault();
  lay(grid, block, box);
}

function fillRest(grid) {
  const empty = [...grid.querySelectorAll("[data-na-cell]")].filter((box) => !box.value.trim());
  for (const box of empty) put(box, ABSENT);
  tell(grid, `已将 ${empty.length} 个空格填为未检出，尚未保存。`);
}

help((root) => {
  for (const grid of root.querySelectorAll("form[data-na-grid]")) listen(grid);
});

function listen(grid) {
  grid.addEventListener("keydown", (event) => move(grid, event));
  grid.addEventListener("paste", (event) => pasted(grid, event));
  grid.addEventListener("click", (event) => {
    const block = grid.querySelector("[name=block]");
    if (event.target.closest("[data-na-rest]")) {
      event.preventDefault();
      fillRest(grid);
    } else if (event.target.closest("[data-na-lay]") && block.value.trim()) {
      event.preventDefault();
      lay(grid, block.value, null).then(() => { block.value = ""; });
    }
  });
}
