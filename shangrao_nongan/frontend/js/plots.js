// Bars and lines with the same quiet axes.
import { INK, LINE, MUTE, ROUND, TONES, axis, reads } from "./figures.js";

const colour = (series, k) => TONES[series.tone] ?? ROUND[k % ROUND.length];
const legend = (data) => ({
  show: data.series.length > 1, top: 0, right: 0, itemWidth: 12, itemHeight: 12,
  textStyle: { fontSize: 12, color: INK },
});
const tooltip = (data) => ({
  trigger: "axis", renderMode: "richText", axisPointer: { type: "shadow" }, valueFormatter: reads(data),
});
const values = (data) => ({
  type: "value", splitLine: { lineStyle: { color: LINE } },
  axisLabel: { color: MUTE, formatter: axis(data), hideOverlap: true },
});
const names = (data, crowded) => ({
  type: "category", data: data.categories, axisTick: { show: false }, axisLine: { lineStyle: { color: "#cfd8e5" } },
  axisLabel: { color: INK, interval: crowded ? "auto" : 0 },
});

function target(data, along) {
  if (data.target === undefined || data.target === null) return undefined;
  return {
    symbol: "none", silent: true, lineStyle: { color: "#c0341d", type: "dashed", width: 1.5 },
    label: {
      formatter: `目标 ${reads(data)(data.target)}`, color: "#a3260f", fontSize: 12,
      position: along === "xAxis" ? "end" : "insideEndTop",
    },
    data: [{ [along]: data.target }],
  };
}

// What the map is given can be drawn as bars as well: {items: [{name, value, url?}]}.
function asBars(data) {
  if (!data.items) return data;
  const { items } = data;
  return {
    ...data, categories: items.map((item) => item.name),
    series: [{ name: data.name ?? "", data: items.map(({ value, url }) => ({ value, url })) }],
  };
}

export function barOption(given, { narrow }) {
  const data = asBars(given);
  const upright = Boolean(data.upright);
  const series = data.series.map((one, k) => ({
    name: one.name, type: "bar", data: one.data, stack: data.stack ? "all" : undefined, barMaxWidth: upright ? 30 : 16,
    itemStyle: { color: colour(one, k), borderRadius: data.stack ? 0 : 2 },
    markLine: k === 0 ? target(data, upright ? "yAxis" : "xAxis") : undefined,
    cursor: data.urls || data.items?.some((item) => item.url) ? "pointer" : "default",
  }));
  const top = data.series.length > 1 ? 34 : 20;
  return {
    legend: legend(data), tooltip: tooltip(data), series,
    grid: { left: 4, right: narrow ? 22 : 30, top, bottom: 4, containLabel: true },
    // Horizontal bars read from the top, as the table beside them does.
    ...(upright
      ? { xAxis: names(data, narrow && data.categories.length > 8), yAxis: values(data) }
      : { xAxis: values(data), yAxis: { ...names(data), inverse: true, axisLine: { show: false } } }),
  };
}

export function lineOption(data, { narrow }) {
  return {
    legend: legend(data), tooltip: tooltip(data), yAxis: values(data),
    xAxis: { ...names(data, narrow && data.categories.length > 8), boundaryGap: false },
    grid: { left: 4, right: 22, top: 36, bottom: 4, containLabel: true },
    series: data.series.map((one, k) => ({
      name: one.name, type: "line", data: one.data, symbolSize: 6, smooth: .2, lineStyle: { width: 2.5 },
      itemStyle: { color: colour(one, k) }, areaStyle: data.series.length === 1 ? { opacity: .08 } : undefined,
      markLine: k === 0 ? target(data, "yAxis") : undefined,
    })),
  };
}
