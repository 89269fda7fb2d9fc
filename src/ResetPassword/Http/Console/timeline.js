// Calls by second, drawn: what was refused, and what a fault rule answered, is marked by its shape as well as by its colour.

import { el } from './dom.js';
import { Seconds } from './journal.js';

const Height = 72;
const Marks = 14;

export function timeline(journal) {
  const canvas = el('canvas', { role: 'img', height: Height });
  const legend = el('p', { class: 'legend' },
    el('span', {}, 'Last two minutes'),
    el('span', { class: 'ok' }, '■ answered'),
    el('span', { class: 'refused' }, '▲ refused'),
    el('span', { class: 'fault' }, '◆ by a fault rule'));
  const counted = el('span', { class: 'counted' });
  legend.append(counted);
  const draw = () => paint(canvas, journal, counted);
  const timer = setInterval(draw, 1000);
  const sizes = new ResizeObserver(draw);
  sizes.observe(canvas);
  return { element: el('figure', { class: 'timeline' }, canvas, legend), draw, end: () => { clearInterval(timer); sizes.disconnect(); } };
}

function paint(canvas, journal, counted) {
  const style = getComputedStyle(canvas);
  const ratio = window.devicePixelRatio;
  const width = canvas.clientWidth;
  canvas.width = width * ratio;
  canvas.height = Height * ratio;
  const pen = canvas.getContext('2d');
  pen.scale(ratio, ratio);

  const last = Math.floor(Date.now() / 1000);
  const shown = [...journal.seconds].filter(([second]) => second > last - Seconds && second <= last);
  const most = Math.max(4, ...shown.map(([, counts]) => counts.ok + counts.refused + counts.fault));
  const step = width / Seconds;
  const floor = Height - Marks;
  pen.fillStyle = style.getPropertyValue('--line');
  pen.fillRect(0, floor, width, 1);

  const totals = { ok: 0, refused: 0, fault: 0 };
  for (const [second, counts] of shown) {
    const left = (second - (last - Seconds) - 1) * step;
    let top = floor;
    for (const kind of ['ok', 'refused', 'fault']) {
      totals[kind] += counts[kind];
      const height = counts[kind] === 0 ? 0 : Math.max(2, (counts[kind] / most) * (floor - 4));
      top -= height;
      pen.fillStyle = style.getPropertyValue(`--${kind}`);
      pen.fillRect(left, Math.max(0, top), Math.max(1.5, step - 1), height);
    }
    if (counts.refused > 0) mark(pen, style.getPropertyValue('--refused'), [[0, 1], [3.5, 7], [-3.5, 7]], left + step / 2, floor + 1);
    if (counts.fault > 0) mark(pen, style.getPropertyValue('--fault'), [[0, 0], [3.5, 3.5], [0, 7], [-3.5, 3.5]], left + step / 2, floor + 6);
  }

  const said = `${totals.ok} answered, ${totals.refused} refused, ${totals.fault} by a fault rule`;
  canvas.setAttribute('aria-label', `Calls by second in the last two minutes: ${said}.`);
  counted.textContent = `${said}; at most ${Math.max(0, ...shown.map(([, counts]) => counts.ok + counts.refused + counts.fault))} in a second`;
}

function mark(pen, colour, points, x, y) {
  pen.fillStyle = colour;
  pen.beginPath();
  for (const [dx, dy] of points) pen.lineTo(x + dx, y + dy);
  pen.closePath();
  pen.fill();
}
