// The twelve counties, shaded by value; each opens its rows.
import { BLUES, INK, MUTE, reads } from "./figures.js";

// Without declared bounds: four steps of equal width between the smallest and the largest value.
function steps(values, say) {
  const low = Math.min(...values);
  const high = Math.max(...values);
  if (!values.length || low === high) return [{ gte: low, label: say(low) }];
  const whole = values.every(Number.isInteger) && high - low >= 4;
  const cut = (k) => {
    const at = low + ((high - low) * k) / 4;
    return whole ? Math.round(at) : Number(at.toPrecision(3));
  };
  return [3, 2, 1].map((k) => ({ gte: cut(k), ...(k < 3 && { lt: cut(k + 1) }), label: `≥ ${say(cut(k))}` }))
    .concat({ lt: cut(1), label: `< ${say(cut(1))}` });
}

export function mapOption(data, { narrow, map }) {
  const say = reads(data);
  const names = Object.fromEntries(map.features.map(({ properties: p }) => [p.code, p.name]));
  const items = data.items.map((item) => ({ ...item, name: names[item.code] ?? item.name }));
  const known = items.filter((item) => item.value !== null && item.value !== undefined).map((item) => item.value);
  const pieces = data.pieces ?? steps(known, say);
  const shades = pieces.length > 1 ? BLUES.slice(-pieces.length) : [BLUES[2]];
  const ordered = [...pieces].sort((a, b) => (a.gte ?? -Infinity) - (b.gte ?? -Infinity))
    .map((piece, k) => ({ ...piece, color: piece.color ?? shades[Math.min(k, shades.length - 1)] }));
  // Dark ink on the darkest blue cannot be read; the dark edge carries white ink across the border of a small county.
  const darkest = ordered[ordered.length - 1];
  for (const item of items) {
    const dark = pieces.length > 2 && item.value >= (darkest.gte ?? darkest.gt);
    if (dark) item.label = { color: "#fff", textBorderColor: darkest.color };
  }
  return {
    tooltip: {
      renderMode: "richText",
      formatter: ({ name, data: item }) => (
        item ? [`${name}  ${say(item.value)}`, item.text].filter(Boolean).join("\n") : name
      ),
    },
    visualMap: {
      type: "piecewise", left: 0, bottom: 0, itemGap: 4, itemHeight: 12, itemWidth: 18,
      textStyle: { fontSize: 12, color: MUTE }, pieces: [...ordered].reverse(), outOfRange: { color: "#eef1f6" },
    },
    series: [{
      type: "map", map: "shangrao", roam: false, aspectScale: .87,
      layoutCenter: [narrow ? "50%" : "55%", narrow ? "46%" : "50%"], layoutSize: narrow ? "100%" : "104%",
      label: {
        show: true, fontSize: narrow ? 11 : 12, color: INK, textBorderColor: "#fff", textBorderWidth: 2,
        formatter: ({ name }) => (narrow ? name.replace(/[县市区]$/, "") : name),
      },
      itemStyle: { areaColor: "#eef1f6", borderColor: "#fff", borderWidth: 1.2 },
      emphasis: { itemStyle: { areaColor: "#ffd166" }, label: { color: INK } },
      select: { disabled: true },
      cursor: items.some((item) => item.url) ? "pointer" : "default",
      data: items,
    }],
  };
}
