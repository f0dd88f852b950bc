// How numbers read in charts: 12,345 or 98.5%.
const PLAIN = new Intl.NumberFormat("en-US", { maximumFractionDigits: 2 });
const SHARE = new Intl.NumberFormat("en-US", { style: "percent", maximumFractionDigits: 1 });

export function reads({ format, unit = "" }) {
  if (format === "percent") return (value) => (value === null || value === undefined ? "—" : SHARE.format(value));
  return (value) => (value === null || value === undefined ? "—" : `${PLAIN.format(value)}${unit && ` ${unit}`}`);
}

export const axis = ({ format }) => (value) => (format === "percent" ? SHARE.format(value) : PLAIN.format(value));

export const INK = "#16233a";
export const MUTE = "#56637a";
export const LINE = "#e9eef5";
export const TONES = { ok: "#3a9d6b", warn: "#e0a13a", bad: "#d65a3f", blue: "#4c8fe0", grey: "#b7c2d3" };
export const ROUND = ["#2f74d0", "#3a9d6b", "#e0a13a", "#7d6bc4", "#d65a3f", "#46a5b8"];
export const BLUES = ["#d6e6fb", "#9cc3f2", "#4c8fe0", "#1257b0"];
