// A refused page comes back without its chosen files: a browser never sends them back. They are put aside here under
// the form's client key when they are chosen, and laid in again when the same form comes back with errors.
const DAY = 24 * 3600 * 1000;

const opened = () => new Promise((done, failed) => {
  const asked = indexedDB.open("nongan", 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore("files");
  asked.onsuccess = () => done(asked.result);
  asked.onerror = () => failed(asked.error);
});

const answered = (request) => new Promise((done, failed) => {
  request.onsuccess = () => done(request.result);
  request.onerror = () => failed(request.error);
});

async function store(mode) {
  return (await opened()).transaction("files", mode).objectStore("files");
}

const inputs = (form) => form.querySelectorAll("input[type=file]");
const keyOf = (form) => form?.elements.namedItem("client_key")?.value;

async function keep(input) {
  const key = keyOf(input.form);
  if (key) await answered((await store("readwrite")).put({ at: Date.now(), files: [...input.files] }, `${key} ${input.name}`));
}

async function bringBack(form) {
  for (const input of inputs(form)) {
    const kept = await answered((await store("readonly")).get(`${keyOf(form)} ${input.name}`));
    if (!kept || input.files.length) continue;
    const held = new DataTransfer();
    for (const file of kept.files) held.items.add(file);
    input.files = held.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

async function forgetOld() {
  const cursor = (await store("readwrite")).openCursor();
  cursor.onsuccess = () => {
    const at = cursor.result;
    if (!at) return;
    if (Date.now() - at.value.at > DAY) at.delete();
    at.continue();
  };
}

// Private windows may have no store: then the person chooses the files again, as without a script.
const quietly = (work) => work.catch(() => {});

document.addEventListener("change", ({ target }) => {
  if (target.type === "file") quietly(keep(target));
});
for (const form of document.querySelectorAll("form[data-na-form]")) {
  if (!inputs(form).length || !keyOf(form)) continue;
  // A page opened anew has a new key, and nothing is kept under it.
  quietly(bringBack(form).then(forgetOld));
}
