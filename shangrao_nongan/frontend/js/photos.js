// What was just chosen: the names in Chinese words, and small pictures of photos, so that a thumb over the lens is
// noticed on the spot.
function tell(input) {
  const output = document.querySelector(`[data-na-chosen="${input.id}"]`);
  if (!output) return;
  const names = [...input.files].map((file) => file.name);
  output.textContent = names.length > 1 ? `已选 ${names.length} 个：${names.join("、")}` : names[0] || "尚未选择";
}

document.addEventListener("change", (event) => {
  const input = event.target;
  if (input.type !== "file") return;
  tell(input);
  const box = document.querySelector(`[data-na-previews="${input.id}"]`);
  if (!box) return;
  for (const old of box.querySelectorAll("img")) URL.revokeObjectURL(old.src);
  box.replaceChildren(...[...input.files].filter((file) => file.type.startsWith("image/")).map((file) => {
    const image = document.createElement("img");
    image.src = URL.createObjectURL(file);
    image.alt = file.name;
    return image;
  }));
});
