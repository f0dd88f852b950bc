// Forms: go to the first error, show what belongs to an answer, add rows, fill in the place.
import { help } from "./page.js";
import { addRow } from "./rows.js";

// Sections that belong to certain answers ("method=rapid taking=taken") are there when these are given. What was typed
// into a hidden one is kept, and a section with a fault in it stays in sight.
function unfold(form) {
  const given = new FormData(form);
  for (const section of form.querySelectorAll("[data-na-when]")) {
    const wanted = section.dataset.naWhen.split(" ").map((pair) => pair.split("="));
    // A task brings its own method, whatever was ticked.
    const open = (name) => !given.get(name) || (name === "method" && given.get("task"));
    const fits = wanted.every(([name, value]) => open(name) || given.get(name) === value);
    section.hidden = !fits && !section.querySelector(".na-error");
  }
}

help((root, laid) => {
  if (!laid) root.querySelector("[data-na-focus]")?.focus();
  for (const form of root.querySelectorAll("form[data-na-form]")) {
    if (!form.querySelector("[data-na-when]")) continue;
    form.addEventListener("change", () => unfold(form));
    unfold(form);
  }
});

document.addEventListener("click", (event) => {
  const add = event.target.closest("[data-na-add]");
  if (add) addRow(add.dataset.naAdd);
  const locate = event.target.closest("[data-na-locate]");
  if (locate) fillPlace(locate);
});

const PLACE_ERRORS = { 1: "没有允许定位，请在浏览器设置中打开。", 2: "暂时定不了位，请手工填写。", 3: "定位超时，请再试一次。" };

function fillPlace(button) {
  const says = button.parentElement.querySelector("output");
  if (!navigator.geolocation || !isSecureContext) {
    says.textContent = "此浏览器或网址不能定位（需要 HTTPS），请手工填写。";
    return;
  }
  const lat = document.getElementById(button.dataset.naLocate);
  const other = lat.id.replace("latitude", "longitude").replace(/lat$/, "lng");
  says.textContent = "正在定位…";
  navigator.geolocation.getCurrentPosition(({ coords }) => {
    lat.value = coords.latitude.toFixed(6);
    document.getElementById(other).value = coords.longitude.toFixed(6);
    const precision = lat.form?.elements.namedItem("accuracy");
    if (precision) precision.value = Math.round(coords.accuracy);
    lat.dispatchEvent(new Event("change", { bubbles: true }));
    says.textContent = `已取得，误差约 ${Math.round(coords.accuracy)} 米`;
  }, (error) => { says.textContent = PLACE_ERRORS[error.code]; }, { enableHighAccuracy: true, timeout: 15000 });
}
