// Every form in which something is typed is sent by this script: when the network, the server or the session is gone,
// the page stays with all that is in it, says what is the matter, and tries again. A retry is the same deed with the
// same key, so it never becomes a second record.
import * as keeping from "./keep.js";
import * as says from "./says.js";
import { help, here, lay } from "./page.js";
import { photosReady } from "./photos.js";

const SILENCE = 90 * 1000; // without a sign of life from the network
const AGAIN = [15, 30, 60, 120]; // seconds until the next try by itself
const pressed = new WeakMap(); // form → its last button: old browsers do not tell

const LOST = { 0: "连不上服务器（网络断了，或服务器没有回应）" };
const SENTENCES = {
  413: "照片或附件太大，服务器不接收。请减少几个再提交",
  429: "操作太频繁，请等一分钟再提交",
  500: "服务器出错了，可能没有保存",
  502: "服务器正在维护或重新启动",
  503: "服务器暂时不能办理",
  504: "服务器太忙，没有及时回应",
};
const BY_ITSELF = [0, 502, 503, 504]; // what passes without anybody's doing

document.addEventListener("click", ({ target }) => {
  const button = target.closest?.("button, input[type=submit]");
  if (button?.form && button.type === "submit") pressed.set(button.form, button);
}, true);

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || !form.hasAttribute("data-na-form")) return;
  event.preventDefault();
  send(form, event.submitter ?? pressed.get(form));
});

async function send(form, button) {
  const at = keeping.stateOf(form);
  if (at.busy || at.spent) return;
  at.busy = true;
  at.waits = null;
  clearTimeout(at.next);
  form.setAttribute("aria-busy", "true");
  try {
    says.say(form, "正在处理照片，好了自动提交…");
    await photosReady(form);
    says.say(form, "正在提交…");
    at.touched ||= Date.now(); // a form that was sent is worth keeping, whoever filled it in
    await Promise.race([keeping.keep(form), new Promise((done) => setTimeout(done, 2000))]);
    await take(form, button, await answerOf(form, button));
  } finally {
    at.busy = false;
    form.removeAttribute("aria-busy");
  }
}

// Opened under an earlier log-in: the fresh token comes with the refusal, and the same goes out once more.
async function answerOf(form, button) {
  const answer = await post(form, button);
  if (answer.status !== 403 || !answer.told?.token) return answer;
  for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = answer.told.token;
  return post(form, button);
}

function post(form, button) {
  const data = new FormData(form);
  if (button?.name) data.append(button.name, button.value);
  const uploads = [...form.querySelectorAll("input[type=file]")].some((input) => input.files.length);
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    let silence;
    const alive = () => {
      clearTimeout(silence);
      silence = setTimeout(() => request.abort(), SILENCE);
    };
    const over = (status) => {
      clearTimeout(silence);
      done({ status, told: told(request), html: request.responseText, url: request.responseURL });
    };
    request.open("POST", button?.getAttribute("formaction") || form.getAttribute("action") || here());
    request.setRequestHeader("X-Na-Script", "1");
    if (uploads) request.upload.onprogress = (event) => { alive(); says.progress(form, event.loaded / event.total); };
    request.onprogress = alive;
    request.onload = () => over(request.status);
    request.onerror = request.onabort = () => over(0);
    alive();
    request.send(data);
  });
}

function told(request) {
  try {
    const json = (request.getResponseHeader("Content-Type") ?? "").startsWith("application/json");
    return json ? JSON.parse(request.responseText) : null;
  } catch {
    return null;
  }
}

async function take(form, button, { status, told, html, url }) {
  if (told?.go) return leave(form, told.go);
  if (told?.login) return toLogin(form);
  if (told?.sentence) return fail(form, button, told.sentence, status);
  if (told?.token) return fail(form, button, "浏览器没有带上本站的 Cookie，提交没有生效。请允许本站 Cookie 后再试。", status);
  // A page that asks something back has a form of its own, whatever its status; one that refuses has only a sentence.
  if (status && status < 500 && lay(html, url, form, status !== 200 && status !== 422)) return undefined;
  return fail(form, button, `${SENTENCES[status] ?? LOST[status] ?? spoken(html)}。`, status);
}

async function leave(form, address) {
  says.say(form, "已保存，正在打开…", "na-says-ok");
  await keeping.spend(form, address);
  const to = new URL(address, location.href);
  const same = to.href.split("#")[0] === location.href.split("#")[0];
  location.assign(to);
  if (same && to.hash) location.reload();
}

// The sentence of a page that refuses: no right, no such record, a request that cannot be read.
function spoken(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const words = [...page.querySelectorAll(".na-oops h1, .na-oops h1 ~ p")].slice(0, 2).map((one) => one.textContent.trim());
  return words.join("：").replace(/。$/, "") || "服务器没有接受";
}

const kept = (form) => (keeping.isKept(form) ? "填写的内容已存在本机。" : "填写的内容还在本页，请不要关闭。");

function toLogin(form) {
  const to = `${document.querySelector('meta[name="na-who"]').dataset.login}?next=${encodeURIComponent(here())}`;
  const door = Object.assign(document.createElement("a"), { className: "btn btn-primary", href: to, textContent: "去登录" });
  if (keeping.isKept(form)) {
    keeping.comeBack(form);
    says.say(form, "登录已过期，没有提交。填写的内容已存在本机，登录后自动填回。", "na-says-warn", door);
  } else {
    door.target = "_blank";
    says.say(form, "登录已过期，没有提交。请在新窗口登录，再回到本页重新提交。", "na-says-warn", door);
  }
  door.focus();
}

function fail(form, button, sentence, status) {
  const at = keeping.stateOf(form);
  const offline = status === 0 && !navigator.onLine;
  const alone = BY_ITSELF.includes(status);
  const words = offline ? "没有网络。" : sentence;
  const then = !alone ? "" : offline ? "网络恢复后自动再试。" : "稍后自动再试，也可以现在再试。";
  const again = says.button("再试一次", "btn", () => send(form, button));
  says.say(form, `${words}${kept(form)}${then}`, "na-says-warn", again);
  if (!alone) return;
  at.waits = () => send(form, button);
  const pause = AGAIN[Math.min(at.tries ?? 0, AGAIN.length - 1)];
  at.tries = (at.tries ?? 0) + 1;
  at.next = setTimeout(() => { if (navigator.onLine) at.waits?.(); }, pause * 1000);
}

const forms = () => [...document.querySelectorAll("form[data-na-form]")];

addEventListener("online", () => {
  for (const form of forms()) keeping.stateOf(form)?.waits?.();
});

// Back to the page as it was frozen: it can be used at once.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of forms()) {
    const at = keeping.stateOf(form);
    if (!at || at.spent) continue;
    at.busy = false;
    form.removeAttribute("aria-busy");
    says.say(form, "");
  }
});

help((root) => {
  for (const form of root.querySelectorAll("form[data-na-form]")) says.prepare(form);
});
