// Drop-downs are <details>: they open without a script. This closes them again when one looks away.
import { help } from "./page.js";

const drops = () => document.querySelectorAll("details[data-na-drop][open]");

document.addEventListener("click", (event) => {
  for (const drop of drops()) {
    const drawer = drop.querySelector(".na-drawer-panel");
    const inside = drop.contains(event.target);
    if (!inside || (drawer && event.target.closest(".na-drawer-panel a"))) drop.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const drop of drops()) {
    drop.open = false;
    drop.querySelector("summary").focus();
  }
});

// “/” opens the box that looks in all registers, unless somebody is typing.
const typing = (target) => target.closest?.("input, textarea, select, [contenteditable]");
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const drop = document.querySelector("details.na-find");
  if (!drop?.getClientRects().length) return;
  event.preventDefault();
  drop.open = true;
  drop.querySelector("input").focus();
});
document.addEventListener("toggle", (event) => {
  if (event.target.matches?.("details.na-find[open]")) event.target.querySelector("input").focus();
}, true);

// The year switches as soon as it is chosen.
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-na-autosubmit]")) event.target.form.submit();
});

help((root) => {
  for (const button of root.querySelectorAll("[data-na-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
  // On the phone the filter bar starts folded, unless something in it is wrong.
  for (const filter of root.querySelectorAll("[data-na-filter]")) {
    if (matchMedia("(max-width: 47.999em)").matches && !filter.querySelector(".na-error")) filter.open = false;
  }
});

// Paper shows what the screen has folded.
const folds = () => document.querySelectorAll("details.na-fold:not([open])");
addEventListener("beforeprint", () => folds().forEach((fold) => { fold.dataset.naFolded = ""; fold.open = true; }));
addEventListener("afterprint", () => document.querySelectorAll("[data-na-folded]").forEach((fold) => {
  delete fold.dataset.naFolded;
  fold.open = false;
}));
