// A phone's photo of 12 MB is made as small as it will be stored before it travels. Where and when it was taken stands
// in its EXIF, which the office's server reads and strips: that part of the original goes along.
const LARGE = 1.5 * 1024 * 1024;
const SHORT_SIDE = 1200, READABLE_SIDE = 700, KEPT_PIXELS = 16_000_000; // supervision/ground/files/vocabulary.py
const QUALITY = 0.85;
const EXIF = 0xffe1, SCAN = 0xffda, START = 0xffd8, ORIENTATION = 0x0112;

const known = new Set(); // made here already: never twice, each time costs quality
const mark = (file) => `${file.name} ${file.size} ${file.lastModified}`;

export async function shrunk(file) {
  if (file.size < LARGE || !file.type.startsWith("image/") || known.has(mark(file))) return file;
  try {
    const small = await drawn(file);
    const head = exifOf(await file.slice(0, 256 * 1024).arrayBuffer());
    const parts = head ? [small.slice(0, 2), head, small.slice(2)] : [small];
    const name = file.name.replace(/\.[^.]*$/, "") + ".jpg";
    const made = new File(parts, name, { type: "image/jpeg", lastModified: file.lastModified });
    if (made.size >= file.size) return file;
    known.add(mark(made));
    return made;
  } catch {
    return file; // a kind this browser cannot read: the server says what is wrong with it
  }
}

// The short side decides, so that a screenshot of many pages stays readable; the same in files/tones.py.
function scaleOf(width, height) {
  const short = Math.min(width, height);
  const least = Math.max(Math.sqrt(KEPT_PIXELS / (width * height)), READABLE_SIDE / short);
  return Math.min(1, SHORT_SIDE / short, least);
}

// Drawn upright: the browser turns the picture as its EXIF says.
async function drawn(file) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = scaleOf(picture.width, picture.height);
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  const paper = canvas.getContext("2d");
  paper.fillStyle = "#fff"; // what is transparent would turn black in a JPEG
  paper.fillRect(0, 0, canvas.width, canvas.height);
  paper.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return new Promise((done, failed) => canvas.toBlob((blob) => (blob ? done(blob) : failed()), "image/jpeg", QUALITY));
}

// The EXIF segment of a JPEG, saying that the picture stands upright.
function exifOf(buffer) {
  const view = new DataView(buffer);
  if (view.getUint16(0) !== START) return null;
  for (let at = 2; at + 10 < view.byteLength; at += 2 + view.getUint16(at + 2)) {
    const kind = view.getUint16(at);
    if (kind === SCAN) return null;
    if (kind !== EXIF || view.getUint32(at + 4) !== 0x45786966) continue;
    const end = at + 2 + view.getUint16(at + 2);
    if (end > view.byteLength) return null;
    setUpright(new DataView(buffer, at + 10, end - at - 10));
    return buffer.slice(at, end);
  }
  return null;
}

function setUpright(tiff) {
  const little = tiff.getUint16(0) === 0x4949;
  const first = tiff.getUint32(4, little);
  for (let entry = first + 2, left = tiff.getUint16(first, little); left > 0; entry += 12, left -= 1) {
    if (tiff.getUint16(entry, little) === ORIENTATION) tiff.setUint16(entry + 8, 1, little);
  }
}
