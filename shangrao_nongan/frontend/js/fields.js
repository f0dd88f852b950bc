// What stands in a form, as something that can be kept, and laid into the same form again.
import { addRow } from "./rows.js";

// Of the page, not of the person. The key belongs to the deed and is kept beside the words, the version is only compared.
const OWN = ["csrfmiddlewaretoken", "whose", "version", "client_key"];
const NOT_TYPED = ["file", "password", "submit", "button", "reset", "image"];

const named = (form, name) => [...form.elements].filter((one) => one.name === name);
const counted = (one) => one.name && !OWN.includes(one.name) && !NOT_TYPED.includes(one.type);

// name → what is given, nothing ticked included; and the words of what was chosen from a list that is asked for.
export function read(form) {
  const values = {}, labels = {};
  for (const one of form.elements) {
    if (!counted(one)) continue;
    const held = (values[one.name] ??= []);
    if (one.type === "checkbox" || one.type === "radio") {
      if (one.checked) held.push(one.value);
    } else if (one.tagName === "SELECT") {
      for (const option of one.selectedOptions) {
        held.push(option.value);
        (labels[one.name] ??= {})[option.value] = option.textContent;
      }
    } else held.push(one.value);
  }
  return { values, labels };
}

export function changed(before, now) {
  return Object.keys(now).filter((name) => JSON.stringify(before[name] ?? []) !== JSON.stringify(now[name]));
}

// What a page brings hidden by itself (which visit it is) is not somebody's words, unless it was changed since.
export function hiddenNames(form) {
  return new Set([...form.elements].filter((one) => one.type === "hidden").map((one) => one.name));
}

export function write(form, names, { values, labels }) {
  for (const name of names.filter((one) => one.endsWith("-TOTAL_FORMS"))) {
    const total = named(form, name)[0];
    while (total && Number(total.value) < Number(values[name][0])) addRow(name.replace(/-TOTAL_FORMS$/, ""), false);
  }
  for (const name of names) {
    if (name.endsWith("-TOTAL_FORMS")) continue;
    named(form, name).filter(counted).forEach((one, at) => fill(one, values[name], at, labels?.[name] ?? {}));
  }
  form.dispatchEvent(new Event("change", { bubbles: true })); // sections that belong to an answer open
}

function fill(one, given, at, words) {
  if (one.type === "checkbox" || one.type === "radio") one.checked = given.includes(one.value);
  else if (one.tagName === "SELECT") choose(one, given, words);
  else one.value = given[at] ?? "";
  if (one.matches("[data-na-signature-value]")) one.dispatchEvent(new Event("na-restored"));
}

function choose(select, given, words) {
  for (const value of given) {
    if ([...select.options].some((option) => option.value === value)) continue;
    select.add(new Option(words[value] ?? value, value));
  }
  const box = select.tomselect;
  if (!box) {
    for (const option of select.options) option.selected = given.includes(option.value);
    return;
  }
  const { valueField, labelField } = box.settings;
  for (const value of given) if (value) box.addOption({ [valueField]: value, [labelField]: words[value] ?? value });
  box.setValue(select.multiple ? given : (given[0] ?? ""), true);
}

// False where the browser cannot put files into a field: then they have to be chosen again.
export function writeFiles(form, found) {
  for (const [name, files] of Object.entries(found)) {
    const input = named(form, name)[0];
    if (!input || input.files.length) continue;
    try {
      const held = new DataTransfer();
      for (const file of files) held.items.add(file);
      input.files = held.files;
    } catch {
      return false;
    }
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }
  return true;
}
