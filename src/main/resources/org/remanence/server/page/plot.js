const SPACE = 'http://www.w3.org/2000/svg';
const WIDTH = 760, HEIGHT = 420, LEFT = 76, RIGHT = 16, TOP = 48, BOTTOM = 48;

function s(tag, attributes, text) {
  const element = document.createElementNS(SPACE, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (text !== undefined) element.textContent = text;
  return element;
}

/** All curves of a result, by their path: objects with axis, x and mean. */
export function curves(value, path = '') {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return {};
  if (Array.isArray(value.x) && Array.isArray(value.mean)) return { [path]: value };
  return Object.assign({}, ...Object.entries(value).map(([name, each]) => curves(each, path ? `${path}.${name}` : name)));
}

/** Ticks of an axis: round steps, or powers of ten. */
function ticks(low, high, logarithmic) {
  if (logarithmic) {
    const first = Math.ceil(low - 1e-9), count = Math.floor(high + 1e-9) - first + 1, every = Math.max(1, Math.ceil(count / 8));
    return Array.from({ length: Math.max(0, Math.ceil(count / every)) }, (_, i) => first + i * every);
  }
  const rough = (high - low) / 6, ten = 10 ** Math.floor(Math.log10(rough)), step = ten * ([1, 2, 5, 10].find(each => each * ten >= rough) ?? 10);
  return Array.from({ length: Math.floor(high / step + 1e-9) - Math.ceil(low / step - 1e-9) + 1 }, (_, i) => (Math.ceil(low / step - 1e-9) + i) * step);
}

const label = (value, logarithmic) => logarithmic ? (Math.abs(value) <= 3 ? String(Number((10 ** value).toPrecision(6))) : `1e${value}`) : String(Number(value.toPrecision(6)));

/** Curves over one another, with error bars. Each has name, style (first or second), x, mean and perhaps stderr. */
export function plot(title, axis, lines, logX, logY) {
  const fx = x => logX ? Math.log10(x) : x, fy = y => logY ? Math.log10(y) : y;
  const points = lines.map(line => line.x.map((x, i) => ({ x: fx(x), y: fy(line.mean[i]), raw: line.mean[i], error: line.stderr?.[i] ?? 0 }))
    .filter(each => line && Number.isFinite(each.x) && Number.isFinite(each.y) && each.raw !== null));
  const all = points.flat();
  const svg = s('svg', { class: 'plot', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, width: WIDTH, height: HEIGHT, role: 'img', 'aria-label': `${title} against ${axis}: ${lines.map(each => each.name).join(' and ')}` });
  if (all.length === 0) {
    svg.append(s('text', { x: LEFT, y: HEIGHT / 2 }, 'nothing to draw on these axes'));
    return svg;
  }
  const range = values => {
    const low = Math.min(...values), high = Math.max(...values), margin = (high - low || Math.abs(low) || 1) * 0.05;
    return [low - margin, high + margin];
  };
  const [x0, x1] = range(all.map(each => each.x)), [y0, y1] = range(all.map(each => each.y));
  const px = x => LEFT + (x - x0) / (x1 - x0) * (WIDTH - LEFT - RIGHT), py = y => HEIGHT - BOTTOM - (y - y0) / (y1 - y0) * (HEIGHT - TOP - BOTTOM);
  for (const tick of ticks(x0, x1, logX)) {
    svg.append(s('line', { class: 'grid', x1: px(tick), x2: px(tick), y1: TOP, y2: HEIGHT - BOTTOM }), s('text', { x: px(tick), y: HEIGHT - BOTTOM + 18, 'text-anchor': 'middle' }, label(tick, logX)));
  }
  for (const tick of ticks(y0, y1, logY)) {
    svg.append(s('line', { class: 'grid', x1: LEFT, x2: WIDTH - RIGHT, y1: py(tick), y2: py(tick) }), s('text', { x: LEFT - 8, y: py(tick) + 4, 'text-anchor': 'end' }, label(tick, logY)));
  }
  svg.append(s('line', { class: 'axis', x1: LEFT, x2: WIDTH - RIGHT, y1: HEIGHT - BOTTOM, y2: HEIGHT - BOTTOM }), s('line', { class: 'axis', x1: LEFT, x2: LEFT, y1: TOP, y2: HEIGHT - BOTTOM }),
    s('text', { x: (LEFT + WIDTH - RIGHT) / 2, y: HEIGHT - 8, 'text-anchor': 'middle' }, axis), s('text', { x: LEFT, y: 20 }, title));
  const clamp = y => Math.min(HEIGHT - BOTTOM, Math.max(TOP, y));
  points.forEach((line, i) => {
    const style = lines[i].style;
    svg.append(s('path', { class: style, d: line.map((each, k) => `${k ? 'L' : 'M'}${px(each.x)},${py(each.y)}`).join('') }));
    for (const each of line) {
      svg.append(s('circle', { class: style, cx: px(each.x), cy: py(each.y), r: 3.2 }));
      if (each.error > 0) {
        const low = fy(each.raw - each.error), high = fy(each.raw + each.error);
        svg.append(s('line', { class: style, x1: px(each.x), x2: px(each.x), y1: clamp(Number.isFinite(low) ? py(low) : HEIGHT - BOTTOM), y2: clamp(py(high)) }));
      }
    }
    svg.append(s('text', { class: style, x: WIDTH - RIGHT, y: 20 + 17 * i, 'text-anchor': 'end' }, lines[i].name));
  });
  return svg;
}
