// What waits on this device: how many in the menu, all of them on their page, and the question before one leaves.
import * as store from "./store.js";
import { actionOf } from "./keep.js";
import { moment, stranded } from "./says.js";
import { help, here, meta } from "./page.js";

const RETURN = "na-return";

async function tellCount() {
  const waiting = await store.count();
  for (const dot of document.querySelectorAll("[data-na-unsent]")) {
    dot.textContent = String(waiting);
    const note = dot.closest("[data-na-unsent-note]") ?? dot;
    note.hidden = dot.hidden = !waiting;
  }
}

async function list(page) {
  const shown = page.querySelector("[data-na-unsent-list]");
  const words = page.querySelector("[data-na-unsent-says]");
  if (!store.possible()) {
    words.textContent = "这个网址不是安全连接（https），或浏览器不允许保存：没有提交的内容不能存在这台设备上。";
    return;
  }
  const papers = await store.all();
  shown.replaceChildren(...papers.map(row));
  if (papers.length) words.textContent = `有 ${papers.length} 份没有提交。打开后内容和照片自动填回。`;
  else words.textContent = "这台设备上没有未提交的内容。";

  function row(paper) {
    const one = document.createElement("li");
    // Whom it is about, where the form asks that.
    const about = Object.entries(paper.labels.subject ?? {}).find(([value]) => value)?.[1];
    const name = about ? `${paper.title}：${about}` : paper.title;
    const title = Object.assign(document.createElement("strong"), { textContent: name });
    const when = Object.assign(document.createElement("small"), { textContent: `${moment(paper.at)} 存在本机` });
    const open = Object.assign(document.createElement("a"), { className: "btn btn-primary", textContent: "打开", href: paper.address });
    open.addEventListener("click", () => sessionStorage.setItem(RETURN, paper.id));
    const drop = Object.assign(document.createElement("button"), { className: "btn btn-na-quiet", type: "button", textContent: "丢弃" });
    drop.setAttribute("aria-label", `丢弃：${name}，${moment(paper.at)}`);
    drop.addEventListener("click", async () => {
      if (drop.dataset.sure) {
        await store.drop(paper.id);
        await Promise.all([list(page), tellCount()]);
      } else {
        drop.dataset.sure = "1";
        drop.textContent = "确定丢弃";
        drop.setAttribute("aria-label", `确定丢弃：${name}，${moment(paper.at)}`);
      }
    });
    const what = document.createElement("div");
    what.append(title, when);
    one.append(what, open, drop);
    return one;
  }
}

// The page that a paper was opened on may have no form for it any more, because the matter was dealt with meanwhile: then
// what was typed is shown, to be read or copied.
async function strand() {
  const id = sessionStorage.getItem(RETURN);
  const paper = id && (await store.all()).find((one) => one.id === id && one.address === here());
  const asked = [...document.querySelectorAll("form[data-na-form]")].some((form) => paper?.action === actionOf(form));
  if (!paper || asked) return;
  sessionStorage.removeItem(RETURN);
  stranded(paper, async () => { await store.drop(paper.id); await tellCount(); });
}

// A log-out asks while something waits. A session that ends is no log-out: then nothing is asked and nothing is lost.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.hasAttribute("data-na-leave") || form.dataset.naLeave === "keep" || !window.indexedDB) return;
  event.preventDefault();
  const patience = new Promise((done) => setTimeout(() => done(0), 1500));
  if (form.dataset.naLeave === "drop") await Promise.race([store.dropAll(), patience]).catch(() => {});
  else if (await Promise.race([store.count(), patience]).catch(() => 0)) return location.assign(`${meta().dataset.unsent}?leaving`);
  return form.submit();
});

help((root, laid) => {
  tellCount().catch(() => {});
  if (!laid) strand().catch(() => {});
  for (const page of root.querySelectorAll("[data-na-unsent-page]")) {
    list(page).catch(() => { page.querySelector("[data-na-unsent-says]").textContent = "读不出这台设备上的内容，请刷新再看。"; });
  }
});
