// A form is kept on the device while it is filled in, offered when the person comes back to it, and forgotten when it
// is saved. The key of the deed is kept with it: sent from wherever, it is the same deed.
import * as fields from "./fields.js";
import * as says from "./says.js";
import * as store from "./store.js";
import { help, here } from "./page.js";

const SOON = 400;
const RETURN = "na-return"; // in this tab: the paper to lay in by itself after the log-in
const states = new WeakMap();
const firsts = new Map(); // a deed's id → what stood in its form before anybody typed; a refused page comes back typed

export function actionOf(form) {
  const to = new URL(form.getAttribute("action") || here(), location.href);
  return to.pathname + to.search;
}
const valueOf = (form, name) => form.elements.namedItem(name)?.value ?? "";
// On which version of what the form was opened: of one record, or of each row of a grid.
const versionsOf = (form) => Object.fromEntries(
  [...form.querySelectorAll('input[name="version"], input[name$="-version"]')].map((one) => [one.name, one.value]));
const alike = (one, other) => JSON.stringify(one ?? []) === JSON.stringify(other ?? []);
const quietly = (work) => Promise.resolve(work).catch(() => {});

// The place in the history stays what it is when one comes back to it: what was kept from it, and what was saved.
const noted = () => history.state?.na ?? {};
function note(form, what) {
  const na = { ...noted(), [actionOf(form)]: what };
  history.replaceState({ ...history.state, na }, "");
}

export const stateOf = (form) => states.get(form);
export const isKept = (form) => { const at = states.get(form); return Boolean(at) && at.kept >= at.touched; };

// Everything on the device now; false where that cannot be.
export async function keep(form) {
  const at = states.get(form);
  clearTimeout(at.timer);
  if (!at.touched || at.spent || !store.possible()) return false;
  const moment = at.touched, now = fields.read(form), hidden = fields.hiddenNames(form);
  const changed = fields.changed(firsts.get(at.id), now.values);
  for (const name of hidden) if (!changed.includes(name)) delete now.values[name];
  const title = document.querySelector("main h1")?.textContent.trim() ?? document.title;
  const paper = { id: at.id, address: here(), action: actionOf(form), title, at: Date.now(), ...now, changed };
  paper.key = valueOf(form, "client_key");
  paper.before = Object.fromEntries(changed.map((name) => [name, firsts.get(at.id)[name]]));
  paper.versions = versionsOf(form);
  try {
    await store.put(paper);
    await Promise.all(at.filing);
  } catch {
    if (!at.told && !at.busy && !at.waits) says.note(form, "没有提交的内容暂时不能存在本机，离开本页前请先提交。");
    at.told = true;
    return false;
  }
  if (at.unfiled.size) return false;
  at.kept = moment;
  if (!at.spent) note(form, { kept: at.id });
  return at.kept >= at.touched;
}

function touch(form) {
  const at = states.get(form);
  at.touched = Math.max(Date.now(), at.touched + 1);
  if (at.waits) says.note(form, "内容改动过，不会自动再交：改好后请再按提交。");
  at.waits = null; // what is still being changed is not sent by itself
  if (!store.possible()) {
    if (!at.told) says.note(form, "这个网址不是安全连接（https），没有提交的内容不能存在本机；离开本页前请先提交。");
    at.told = true;
    return;
  }
  clearTimeout(at.timer);
  at.timer = setTimeout(() => quietly(keep(form)), SOON);
}

function touchFiles(form, input) {
  const at = states.get(form);
  if (!store.possible()) return;
  const work = store.putFiles(at.id, input.name, [...input.files]).then(
    () => at.unfiled.delete(input.name),
    () => {
      at.unfiled.add(input.name);
      says.note(form, "照片没有存在本机（这台设备的存储空间不够，或浏览器不允许），离开本页前请先提交。");
    },
  ).finally(() => at.filing.delete(work));
  at.filing.add(work);
}

// Saved: it waits no longer, its key is spent, and who comes back to this page is told so.
export async function spend(form, went) {
  const at = states.get(form);
  at.spent = true;
  clearTimeout(at.timer);
  note(form, new URL(went, location.href).href === location.href ? null : { saved: went });
  if (store.possible()) await quietly(store.drop(at.id));
}

export function comeBack(form) {
  try {
    sessionStorage.setItem(RETURN, states.get(form).id);
  } catch { /* without it the page offers what was kept */ }
}

async function offer(form) {
  const at = states.get(form);
  const before = noted()[actionOf(form)]?.kept;
  const returned = sessionStorage.getItem(RETURN);
  const mine = (await store.all()).filter((one) => one.action === actionOf(form) && one.address === here());
  const wanted = mine.find((one) => one.id === returned || one.id === before);
  if (wanted?.id === returned) sessionStorage.removeItem(RETURN);
  if (at.touched || !mine.length) return;
  if (wanted) await restore(form, wanted);
  else says.offer(form, mine[0], { take: () => restore(form, mine[0]), drop: () => store.drop(mine[0].id) });
}

async function restore(form, paper) {
  const at = states.get(form);
  if (at.touched) await keep(form); // what was typed before is a paper of its own
  const newer = !alike(paper.versions ?? {}, versionsOf(form)), now = fields.read(form).values;
  const both = newer && paper.changed.some((name) => name in now && !alike(paper.before?.[name], now[name]));
  fields.write(form, newer ? paper.changed : Object.keys(paper.values), paper);
  // What somebody else has changed too is chosen: sent as of the version it was typed on, the server asks.
  for (const [name, value] of Object.entries(both ? paper.versions ?? {} : {})) {
    if (form.elements.namedItem(name)) form.elements.namedItem(name).value = value;
  }
  const key = form.elements.namedItem("client_key");
  if (key && paper.key) key.value = paper.key;
  firsts.set(paper.id, firsts.get(at.id));
  at.id = paper.id;
  at.kept = at.touched = Date.now();
  note(form, { kept: at.id });
  const whole = fields.writeFiles(form, await store.filesOf(paper.id).catch(() => ({})));
  form.closest("details")?.setAttribute("open", "");
  says.restored(form, paper, { newer, whole, drop: async () => { await discard(form); location.reload(); } });
}

async function discard(form) {
  const at = states.get(form);
  at.spent = true;
  note(form, null);
  await store.drop(at.id);
}

function settle(form) {
  const saved = noted()[actionOf(form)]?.saved;
  if (saved) says.saved(form, saved);
  return saved;
}

// The same is saved already and is opened: then nothing waits any more.
function settled(form, event) {
  const door = event.target.closest("a[data-na-settled]");
  if (!door || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  spend(form, door.href).finally(() => location.assign(door.href));
}

function start(form, laid) {
  const id = valueOf(form, "client_key") || `${here()} ${actionOf(form)}`;
  if (!laid || !firsts.has(id)) firsts.set(id, fields.read(form).values);
  const at = { id, touched: laid ? 1 : 0, kept: laid ? 1 : 0, filing: new Set(), unfiled: new Set(), waits: null };
  states.set(form, at);
  form.addEventListener("input", () => touch(form));
  form.addEventListener("change", (event) => {
    if (event.target.type === "file") touchFiles(form, event.target);
    if (event.target !== form) touch(form);
  });
  form.addEventListener("click", (event) => settled(form, event));
  if (settle(form) || laid || !store.possible()) return;
  // Behind a button nobody may press: its key is asked for with the first word.
  if (!form.closest("details:not([open])")) quietly(store.ready());
  quietly(offer(form));
}

help((root, laid) => {
  for (const form of root.querySelectorAll("form[data-na-form]")) start(form, laid);
});

const forms = () => [...document.querySelectorAll("form[data-na-form]")].filter((form) => states.has(form));

addEventListener("beforeunload", (event) => {
  if (forms().some((form) => !states.get(form).spent && !isKept(form))) event.preventDefault();
});
addEventListener("pagehide", () => forms().forEach((form) => isKept(form) || quietly(keep(form))));
document.addEventListener("visibilitychange", () => {
  if (document.hidden) forms().forEach((form) => isKept(form) || quietly(keep(form)));
});
addEventListener("pageshow", (event) => { if (event.persisted) forms().forEach(settle); });
