// What a form says about itself: above it what was kept, beside its buttons how the sending goes.
const time = new Intl.DateTimeFormat("zh-CN", { month: "long", day: "numeric", hour: "2-digit", minute: "2-digit", hour12: false });
export const moment = (at) => time.format(new Date(at));

function made(tag, given = {}, ...inner) {
  const one = Object.assign(document.createElement(tag), given);
  one.append(...inner.filter(Boolean));
  return one;
}

export function button(text, style, press) {
  const one = made("button", { type: "button", className: style, textContent: text });
  one.addEventListener("click", press);
  return one;
}

const link = (text, style, href) => made("a", { className: style, textContent: text, href });

// One bar above the form; what it says next takes its place.
function bar(form, tone, words, ...doors) {
  form.parentElement.querySelector(":scope > [data-na-bar]")?.remove();
  const one = made("div", { className: `na-flash na-bar-kept ${tone}` },
    made("p", { textContent: words }), made("div", { className: "na-bar-doors" }, ...doors));
  one.dataset.naBar = "";
  one.setAttribute("role", "status");
  form.before(one);
  return one;
}

export function offer(form, paper, { take, drop }) {
  const one = bar(form, "", `上次没有提交的内容（${moment(paper.at)} 存在本机）`,
    button("恢复", "btn btn-primary", take),
    button("丢弃", "btn btn-na-quiet", async () => { await drop(); one.remove(); }));
}

export function restored(form, paper, { newer, whole, drop }) {
  const words = [`已填回没有提交的内容（${moment(paper.at)} 存在本机），请核对后提交。`];
  if (newer) words.push(`这条记录在您填写之后有人改过：只填回了您改动的 ${paper.changed.length} 处，其余是现在的内容。`);
  if (!whole) words.push("这个浏览器不能填回照片和附件，请重新选择。");
  bar(form, newer ? "na-flash-warn" : "", words.join(""), button("丢弃", "btn btn-na-quiet", drop));
}

export function saved(form, address) {
  form.hidden = true;
  for (const one of form.elements) one.disabled = true;
  const again = form.elements.namedItem("version")?.value ? "重新打开" : "再填一份";
  const anew = link(again, "btn", location.href);
  anew.addEventListener("click", (event) => {
    event.preventDefault();
    history.replaceState(null, "");
    location.reload();
  });
  bar(form, "na-flash-ok", "这张表已保存过，不会再存一份。", link("查看", "btn btn-primary", address), anew);
}

// What was typed for a form that is not on this page any more.
export function stranded(paper, drop) {
  const typed = paper.changed.flatMap((name) => paper.values[name] ?? []).filter(Boolean).join("；");
  const words = `没有提交的内容（${moment(paper.at)} 存在本机）现在不能再填回：这一步已办过或不再办理。${typed ? `当时填写：${typed}` : ""}`;
  const one = made("div", { className: "na-flash na-bar-kept na-flash-warn" }, made("p", { textContent: words }),
    made("div", { className: "na-bar-doors" }, button("丢弃", "btn", async () => { await drop(); one.remove(); })));
  one.setAttribute("role", "status");
  document.querySelector("main").prepend(one);
}

// Beside the buttons, where the thumb is: a region that is there before it speaks, so that it is read out.
function region(form) {
  let one = form.querySelector("[data-na-says]");
  if (!one) {
    one = made("div", { className: "na-says" });
    one.dataset.naSays = "";
    one.setAttribute("role", "status");
    const buttons = form.querySelector(".na-submit");
    if (buttons) buttons.prepend(one);
    else form.append(one);
  }
  return one;
}

export function prepare(form) {
  region(form);
}

export function say(form, words, tone = "", ...doors) {
  const one = region(form);
  one.className = `na-says ${tone}`;
  one.replaceChildren(...(words ? [made("p", { textContent: words })] : []), ...doors);
}

export const note = (form, words) => say(form, words, "na-says-warn");

// How much has gone out; the bar stays while the words change only at the ends.
export function progress(form, part) {
  const one = region(form);
  let shown = one.querySelector("progress");
  if (!shown) {
    say(form, "正在上传…");
    shown = made("progress", { className: "na-bar na-bar-wide", max: 100 });
    shown.setAttribute("aria-label", "上传进度");
    one.append(shown);
  }
  shown.value = Math.round(part * 100);
  if (part >= 1) one.querySelector("p").textContent = "已上传，正在保存…";
}
