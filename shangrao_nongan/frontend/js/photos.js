// Small pictures of the photos just chosen, so that a thumb over the lens is noticed on the spot.
document.addEventListener("change", (event) => {
  const input = event.target;
  if (input.type !== "file") return;
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
