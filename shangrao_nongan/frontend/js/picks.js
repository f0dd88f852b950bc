// Many at once: how many rows are ticked, all of the page with one tick, and the keys of the reading pane.
import { help } from "./page.js";

help((root) => {
  for (const bar of root.querySelectorAll("[data-na-pick]")) follow(bar);
});

function follow(bar) {
  const ticks = [...document.querySelectorAll(`input[name=row][form="${bar.id}"]`)];
  const all = document.querySelector("[data-na-tick-all]");
  const said = bar.querySelector("[data-na-picked]");
  const button = bar.querySelector("button[value=rows]");
  const tell = () => {
    const number = ticks.filter((tick) => tick.checked).length;
    said.textContent = number ? `（${number} 条）` : "";
    button.disabled = !number;
    bar.classList.toggle("na-pick-open", number > 0);
    if (all) {
      all.checked = number > 0 && number === ticks.length;
      all.indeterminate = number > 0 && number < ticks.length;
    }
  };
  if (all) {
    all.hidden = false;
    // Whoever ticks a whole page has not looked at each row: what has to be read by itself stays apart.
    all.addEventListener("change", () => {
      for (const tick of ticks) tick.checked = all.checked;
      bar.elements.whole.value = all.checked ? "1" : "";
      tell();
    });
  }
  for (const tick of ticks) tick.addEventListener("change", tell);
  addEventListener("pageshow", tell);
  tell();
}

// One key, one thing on the page that says so: a link is followed, a button pressed, a fold opened.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
  const wanted = document.querySelector(`[data-na-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!wanted) return;
  event.preventDefault();
  wanted.click();
  wanted.closest("details")?.querySelector("textarea")?.focus();
});
