// The data_visualization block, which Slack draws itself:
// https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block

import { h, newId, svg } from "./dom.js";

const WIDTH = 560;
const HEIGHT = 260;
const FRAME = { top: 12, right: 12, bottom: 44, left: 56 };
const PIE = { x: WIDTH / 2, y: HEIGHT / 2, radius: 115 };

/** A line, bar, area or pie chart in the theme's colours, with its figures as a table below. */
export function renderChart(block) {
  const { chart, title } = block;
  const id = newId("chart");
  const pie = chart.type === "pie";
  const series = pie ? chart.segments.map((segment) => segment.label) : chart.series.map((one) => one.name);
  const drawing = svg(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": `${title}: ${chart.type} chart` },
    ...(pie ? slices(chart.segments) : plot(chart)),
  );
  const figures = pie ? pieTable(chart.segments) : seriesTable(chart);
  return h(
    "figure",
    { class: "chart", "aria-labelledby": id },
    h("figcaption", { id }, title),
    drawing,
    h("ul", { class: "legend" }, ...series.map((name, i) => h("li", { class: `series-${i % 6}` }, name))),
    h("details", {}, h("summary", {}, "Figures"), h("div", { class: "scroll", role: "group", "aria-label": `Figures of ${title}`, tabindex: "0" }, figures)),
  );
}

function plot({ type, series, axis_config: axis }) {
  const { categories } = axis;
  const values = series.flatMap((one) => one.data.map((point) => point.value));
  const ticks = scale(Math.min(0, ...values), Math.max(0, ...values));
  const [low, high] = [ticks[0], ticks.at(-1)];
  const step = (WIDTH - FRAME.left - FRAME.right) / categories.length;
  const x = (i) => FRAME.left + step * (i + 0.5);
  const y = (value) =>
    HEIGHT - FRAME.bottom - ((value - low) / (high - low || 1)) * (HEIGHT - FRAME.top - FRAME.bottom);
  const points = series.map((one) =>
    categories.map((name, i) => [x(i), y(one.data.find((point) => point.label === name)?.value ?? 0)]),
  );
  const every = Math.ceil(categories.length / 8);
  return [
    ...ticks.map((tick) =>
      svg("g", { class: "tick" },
        svg("line", { x1: FRAME.left, x2: WIDTH - FRAME.right, y1: y(tick), y2: y(tick) }),
        svg("text", { x: FRAME.left - 8, y: y(tick) + 4, "text-anchor": "end" }, short(tick))),
    ),
    ...categories.map((name, i) =>
      i % every ? null : svg("text", { x: x(i), y: HEIGHT - FRAME.bottom + 18, "text-anchor": "middle" }, name)),
    ...points.map((line, i) => mark(type, line, { i, of: series.length, step, base: y(0) })),
    axis.x_label && svg("text", { x: WIDTH / 2, y: HEIGHT - 6, "text-anchor": "middle" }, axis.x_label),
    axis.y_label &&
      svg("text", { transform: `translate(12 ${HEIGHT / 2}) rotate(-90)`, "text-anchor": "middle" }, axis.y_label),
  ];
}

function mark(type, line, { i, of, step, base }) {
  const name = `series-${i % 6}`;
  if (type === "bar") {
    const width = (step * 0.7) / of;
    return svg("g", { class: `bar ${name}` }, ...line.map(([x, y]) =>
      svg("rect", {
        x: x + width * (i - of / 2), y: Math.min(y, base), width: Math.max(width - 2, 1), height: Math.abs(base - y),
      })));
  }
  const path = `M${line.map((point) => point.map((n) => n.toFixed(1)).join(" ")).join("L")}`;
  const area = `${path}L${line.at(-1)[0]} ${base}L${line[0][0]} ${base}Z`;
  return svg("g", { class: `${type} ${name}` },
    type === "area" && svg("path", { class: "fill", d: area }),
    svg("path", { class: "stroke", d: path }),
    line.length === 1 && svg("circle", { cx: line[0][0], cy: line[0][1], r: 3 }));
}

function slices(segments) {
  const total = segments.reduce((sum, segment) => sum + segment.value, 0);
  let turned = 0;
  return segments.map((segment, i) => {
    const from = (turned / total) * 2 * Math.PI;
    turned += segment.value;
    const to = (turned / total) * 2 * Math.PI;
    const at = (angle) => `${PIE.x + PIE.radius * Math.sin(angle)} ${PIE.y - PIE.radius * Math.cos(angle)}`;
    const name = `slice series-${i % 6}`;
    if (segments.length === 1) return svg("circle", { class: name, cx: PIE.x, cy: PIE.y, r: PIE.radius });
    const arc = `A${PIE.radius} ${PIE.radius} 0 ${to - from > Math.PI ? 1 : 0} 1 ${at(to)}`;
    return svg("path", { class: name, d: `M${PIE.x} ${PIE.y}L${at(from)}${arc}Z` });
  });
}

/** Four or five round values from at most `low` to at least `high`. */
function scale(low, high) {
  const rough = (high - low || 1) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].find((n) => n * power >= rough) * power;
  const ticks = [];
  for (let tick = Math.floor(low / step) * step; ; tick += step) {
    ticks.push(Number(tick.toPrecision(12)));
    if (tick >= high - step * 1e-9 && ticks.length > 1) return ticks;
  }
}

const short = (value) => new Intl.NumberFormat("en", { notation: "compact" }).format(value);

const head = (...names) => h("thead", {}, h("tr", {}, ...names.map((name) => h("th", { scope: "col" }, name))));
const row = (name, values) =>
  h("tr", {}, h("th", { scope: "row" }, name), ...values.map((value) => h("td", {}, String(value ?? ""))));

function seriesTable({ series, axis_config: { categories, x_label: label } }) {
  const value = (one, name) => one.data.find((point) => point.label === name)?.value;
  return h("table", {}, head(label ?? "", ...series.map((one) => one.name)),
    h("tbody", {}, ...categories.map((name) => row(name, series.map((one) => value(one, name))))));
}

function pieTable(segments) {
  return h("table", {}, head("Segment", "Value"),
    h("tbody", {}, ...segments.map((segment) => row(segment.label, [segment.value]))));
}
