// What was typed and not saved, kept on this device. It is sealed with a key that the server gives to this person only
// while logged in and that is never stored here: after log-out, or for anybody else, it is so many bytes.
//
// A paper: { id, address, action, title, at, values, labels, changed, before, key, versions }; its files lie beside it.
import { meta } from "./page.js";

const DAYS = 30 * 24 * 3600 * 1000;
export const who = () => meta()?.content ?? "";

// Sealing needs https (or this very machine); private windows may have no store.
export const possible = () => Boolean(who() && window.isSecureContext && window.crypto?.subtle && window.indexedDB);

const answered = (request) => new Promise((done, failed) => {
  request.onsuccess = () => done(request.result);
  request.onerror = () => failed(request.error);
});

let opening;
function opened() {
  opening ??= new Promise((done, failed) => {
    const asked = indexedDB.open("nongan-kept", 1);
    asked.onupgradeneeded = () => {
      for (const name of ["papers", "files"]) asked.result.createObjectStore(name, { keyPath: "id" }).createIndex("who", "who");
      indexedDB.deleteDatabase("nongan"); // of an earlier release: files in the clear
    };
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
  return opening;
}

// One transaction over both stores; it is over when everything is on the disk.
async function within(mode, work) {
  const at = (await opened()).transaction(["papers", "files"], mode);
  const over = new Promise((done, failed) => {
    at.oncomplete = done;
    at.onabort = at.onerror = () => failed(at.error);
  });
  over.catch(() => {}); // said once, below
  const result = await work(at.objectStore("papers"), at.objectStore("files"));
  await over;
  return result;
}

function device() {
  const known = localStorage.getItem("na-device");
  if (/^[0-9a-f]{32}$/.test(known)) return known;
  const made = [...crypto.getRandomValues(new Uint8Array(16))].map((one) => one.toString(16).padStart(2, "0")).join("");
  localStorage.setItem("na-device", made);
  return made;
}

let sealing;
export function ready() {
  if (!possible()) return Promise.reject(new Error("no place"));
  sealing ??= fetchKey().catch((fault) => {
    sealing = undefined; // asked again at the next word: the line may be back
    throw fault;
  });
  return sealing;
}

async function fetchKey() {
  const answer = await fetch(`${meta().dataset.key}?device=${device()}`, { headers: { "X-Na-Script": "1" } });
  if (!answer.ok) throw new Error("no key");
  const given = await answer.json();
  if (given.who !== who()) throw new Error("somebody else has logged in");
  const bytes = Uint8Array.from(atob(given.key), (sign) => sign.charCodeAt(0));
  return crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
}

async function seal(bytes) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, box: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await ready(), bytes) };
}

const unseal = async ({ iv, box }) => crypto.subtle.decrypt({ name: "AES-GCM", iv }, await ready(), box);
const packed = (value) => new TextEncoder().encode(JSON.stringify(value));
const unpacked = (bytes) => JSON.parse(new TextDecoder().decode(bytes));

export async function put(paper) {
  const row = { id: paper.id, who: who(), at: paper.at, ...(await seal(packed(paper))) };
  await within("readwrite", (papers) => answered(papers.put(row)));
}

// All files of one field in one sealed box: their names, types and lengths first.
export async function putFiles(id, name, files) {
  const row = { id: `${id} ${name}`, paper: id, name, who: who(), at: Date.now() };
  if (!files.length) return within("readwrite", (papers, all) => answered(all.delete(row.id)));
  const head = packed(files.map((file) => ({ name: file.name, type: file.type, at: file.lastModified, size: file.size })));
  const size = new Uint8Array(4);
  new DataView(size.buffer).setUint32(0, head.length);
  Object.assign(row, await seal(await new Blob([size, head, ...files]).arrayBuffer()));
  return within("readwrite", (papers, all) => answered(all.put(row)));
}

export async function filesOf(id) {
  const rows = await within("readonly", (papers, all) => answered(all.index("who").getAll(who())));
  const found = {};
  for (const row of rows.filter((one) => one.paper === id)) {
    const bytes = await unseal(row);
    let from = 4 + new DataView(bytes).getUint32(0);
    found[row.name] = unpacked(bytes.slice(4, from)).map(({ name, type, at, size }) => {
      from += size;
      return new File([bytes.slice(from - size, from)], name, { type, lastModified: at });
    });
  }
  return found;
}

async function rows() {
  if (!who() || !window.indexedDB) return [];
  const found = await within("readonly", (papers) => answered(papers.index("who").getAll(who())));
  for (const row of found.filter((one) => Date.now() - one.at > DAYS)) await drop(row.id);
  return found.filter((one) => Date.now() - one.at <= DAYS);
}

export const count = async () => (await rows()).length;

// This person's papers, the newest first. What its own key does not open any more nobody will ever read.
export async function all() {
  const found = [];
  const kept = await rows();
  if (kept.length) await ready();
  for (const row of kept) {
    const paper = await unseal(row).then(unpacked).catch(() => drop(row.id));
    if (paper) found.push(paper);
  }
  return found.sort((one, other) => other.at - one.at);
}

export async function drop(id) {
  await within("readwrite", async (papers, files) => {
    papers.delete(id);
    for (const row of await answered(files.index("who").getAllKeys(who()))) {
      if (String(row).startsWith(`${id} `)) files.delete(row);
    }
  });
}

export async function dropAll() {
  for (const row of await rows()) await drop(row.id);
}
