// Charts and the map. Loaded only by pages that have one.
//
// <div data-chart="map|bar|line" [data-src="…"]></div> followed by <script type="application/json">:
//   map   {unit, items: [{code, value, text?, url?}], pieces?: [{gte?, lt?, label}], format?}
//   bar   {unit, categories, series: [{name, data, tone?}], stack?, upright?, urls?, target?, format?}
//         or, as the map, {unit, items: [{name, value, url?}]}
//   line  {unit, categories, series: [{name, data, tone?}], target?, format?}
// format "percent" takes ratios between 0 and 1; tone is ok|warn|bad|blue|grey.
// SVG and rich-text tooltips: the site's policy allows no inline styles.
import * as echarts from "echarts/core";
import { BarChart, LineChart, MapChart } from "echarts/charts";
import {
  AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, VisualMapPiecewiseComponent,
} from "echarts/components";
import { SVGRenderer } from "echarts/renderers";
import { barOption, lineOption } from "./js/plots.js";
import { mapOption } from "./js/map.js";
import counties from "./data/shangrao.json";

echarts.use([
  BarChart, LineChart, MapChart, AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent,
  VisualMapPiecewiseComponent, SVGRenderer,
]);
echarts.registerMap("shangrao", counties);

const OPTIONS = { map: mapOption, bar: barOption, line: lineOption };

async function dataOf(box) {
  if (box.dataset.src) return (await fetch(box.dataset.src, { headers: { Accept: "application/json" } })).json();
  const holder = box.parentElement.querySelector('script[type="application/json"]');
  return JSON.parse(holder.textContent);
}

function say(box, sentence) {
  const line = document.createElement("p");
  line.className = "na-chart-wait";
  line.textContent = sentence;
  box.replaceChildren(line);
}

async function draw(box) {
  if (echarts.getInstanceByDom(box)) return;
  let data;
  try {
    data = await dataOf(box);
  } catch {
    say(box, "图表数据没有取到，请刷新页面。");
    return;
  }
  box.replaceChildren();
  const chart = echarts.init(box, null, { renderer: "svg" });
  const font = getComputedStyle(document.body).fontFamily;
  chart.setOption({
    animation: false,
    aria: { enabled: true },
    textStyle: { fontFamily: font },
    ...OPTIONS[box.dataset.chart](data, { narrow: box.clientWidth < 480, map: counties }),
  });
  chart.on("click", ({ data: item, dataIndex }) => {
    const url = item?.url ?? data.urls?.[dataIndex];
    if (url) location.assign(url);
  });
  box.dataset.drawn = "1";
}

const drawAll = () => document.querySelectorAll("[data-chart]").forEach(draw);
drawAll();
document.addEventListener("htmx:afterSettle", drawAll);

// Paper is narrower than the screen: the drawing is made for its width, and scales with whatever is left.
const PAPER = { wide: 1000, upright: 680 };
const charts = () => [...document.querySelectorAll("[data-chart]")]
  .map((box) => ({ box, chart: echarts.getInstanceByDom(box) })).filter(({ chart }) => chart);

addEventListener("beforeprint", () => {
  const paper = PAPER[document.body.classList.contains("na-print-wide") ? "wide" : "upright"];
  for (const { box, chart } of charts()) {
    if (chart.getWidth() > paper) chart.resize({ width: paper });
    box.querySelector("svg")?.setAttribute("viewBox", `0 0 ${chart.getWidth()} ${chart.getHeight()}`);
  }
});
addEventListener("afterprint", () => {
  for (const { box, chart } of charts()) {
    box.querySelector("svg")?.removeAttribute("viewBox");
    chart.resize({ width: "auto", height: "auto" });
  }
});

let waiting;
addEventListener("resize", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    for (const { chart } of charts()) chart.resize();
  }, 150);
});
