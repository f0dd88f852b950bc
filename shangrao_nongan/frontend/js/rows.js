// A further row of detail in a form.
export function addRow(prefix, focus = true) {
  const template = document.querySelector(`template[data-na-template="${prefix}"]`);
  const total = document.getElementById(`id_${prefix}-TOTAL_FORMS`);
  if (!template || !total) return;
  const number = Number(total.value);
  const holder = document.createElement("div");
  holder.innerHTML = template.innerHTML.replaceAll("__prefix__", String(number));
  const row = holder.firstElementChild;
  row.setAttribute("aria-label", `第 ${number + 1} 行`);
  template.before(row);
  total.value = String(number + 1);
  if (focus) row.querySelector("input:not([type=hidden]), select, textarea")?.focus();
}
