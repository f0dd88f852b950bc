// What every help is told: which part of the page is new. That is the whole page at first, and what an answer laid into
// its place later on.
const helps = [];

// `work(root, laid)`: `laid` when the part came as the answer to a form.
export function help(work) {
  helps.push(work);
  work(document, false);
}

export const meta = () => document.querySelector('meta[name="na-who"]');
export const here = () => location.pathname + location.search;

// The answer to a form (what is wrong with it) takes the place of the page. The files that were chosen move over: a
// page from the server comes without them.
export function lay(html, url, form, onlyForms) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const fresh = page.querySelector("main");
  if (!fresh || (onlyForms && !fresh.querySelector("form[data-na-form]"))) return false;
  const chosen = [...form.querySelectorAll("input[type=file]")].filter((input) => input.files.length);
  const places = chosen.map((input) => fresh.querySelector(`input[type=file][name="${CSS.escape(input.name)}"]`));
  const main = document.adoptNode(fresh);
  chosen.forEach((input, at) => places[at] && moveInto(input, places[at]));
  for (const one of main.querySelectorAll("form[data-na-form]:not([action])")) one.setAttribute("action", url);
  document.querySelector("main").replaceWith(main);
  document.title = page.title;
  document.body.className = page.body.className;
  for (const work of helps) work(main, true);
  for (const input of chosen) if (input.isConnected) input.dispatchEvent(new Event("change", { bubbles: true }));
  window.htmx?.process(main);
  const first = main.querySelector("[data-na-focus]") ?? main.querySelector("[role=alert]") ?? main;
  if (!first.hasAttribute("tabindex")) first.setAttribute("tabindex", "-1");
  first.focus();
  return true;
}

// The very element, as an old browser cannot put files into another one; what the new page says of it goes along. Its
// type is never touched: that would empty it.
function moveInto(input, place) {
  for (const { name } of [...input.attributes]) if (name !== "type" && !place.hasAttribute(name)) input.removeAttribute(name);
  for (const { name, value } of place.attributes) if (name !== "type") input.setAttribute(name, value);
  place.replaceWith(input);
}
