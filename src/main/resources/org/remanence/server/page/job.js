import { h, copy, say } from './dom.js';
import { ask, post } from './server.js';
import { curves, plot } from './plot.js';

const time = seconds => seconds >= 90 ? `${Math.round(seconds / 60)} min` : `${Math.max(0, Math.round(seconds))} s`;

/** The page of a job, which follows it to its end; `ended` is called then. Returns the element, and how to stop following. */
export function job(id, ended) {
  const head = h('div'), body = h('div');
  let state = '', source = null;
  const show = document_ => {
    if (document_.state !== state) {
      state = document_.state;
      head.replaceChildren(...heading(document_));
      body.replaceChildren();
      if (state === 'succeeded') result(document_, body);
      ended();
    }
  };
  ask(`v1/jobs/${id}`).then(first => {
    show(first);
    if (['succeeded', 'failed', 'cancelled'].includes(first.state)) return;
    source = new EventSource(`v1/jobs/${id}/events`);
    source.addEventListener('state', event => {
      const now = JSON.parse(event.data);
      show(now);
      if (['succeeded', 'failed', 'cancelled'].includes(now.state)) source.close();
    });
    source.addEventListener('progress', event => progress(head, JSON.parse(event.data)));
  }).catch(problem => head.replaceChildren(h('p', { class: 'error', role: 'alert' }, problem.message)));
  return { element: h('div', {}, head, body), stop: () => source?.close() };
}

function heading(job) {
  const again = `#/experiment/${job.experiment}/${job.id}`;
  const runs = ['queued', 'running'].includes(job.state);
  return [
    h('h1', {}, job.experiment),
    h('p', {}, h('span', { class: `state ${job.state}` }, job.state), job.position ? `, place ${job.position} in the queue` : '', job.attempt > 1 ? `, attempt ${job.attempt}` : ''),
    job.error ? h('p', { class: 'error', role: 'alert' }, job.error) : null,
    runs ? h('progress', { max: 1, 'aria-label': 'Progress' }) : null,
    runs ? h('p', { class: 'facts', id: 'progress-text' }, ' ') : null,
    h('pre', { 'aria-label': 'The same on the command line' }, job.command),
    h('div', { class: 'row' },
      runs ? h('button', { onclick: () => post(`v1/jobs/${job.id}/cancel`).then(() => say('asked to stop')) }, 'Stop') : null,
      h('a', { href: again }, 'Ask again with other parameters'),
      h('button', { onclick: () => copy(job.command, 'command') }, 'Copy command')),
  ].filter(Boolean);
}

function progress(head, now) {
  const bar = head.querySelector('progress'), text = head.querySelector('#progress-text');
  if (!bar || !text) return;
  if (now.total > 0) bar.value = now.done / now.total;
  text.textContent = `${now.task}: ${Math.floor(now.done)} of ${now.total}${now.eta === null ? '' : `, ${time(now.eta)} left`}`;
}

function result(job, body) {
  const files = h('ul');
  const others = h('div');
  body.append(
    h('h2', {}, 'Report'),
    h('iframe', { src: `v1/jobs/${job.id}/files/report.html`, sandbox: 'allow-scripts allow-popups allow-downloads', title: `Report of ${job.experiment}` }),
    h('h2', {}, 'Compare'), others,
    h('h2', {}, 'Files'), files);
  ask(`v1/jobs/${job.id}/files`).then(listed => files.replaceChildren(...listed.files.map(each =>
    h('li', {}, h('a', { href: `v1/jobs/${job.id}/files/${each.name}`, download: each.name.split('/').pop() }, each.name), ` ${Math.ceil(each.bytes / 1024)} kB`))));
  ask(`v1/jobs?experiment=${encodeURIComponent(job.experiment)}&state=succeeded`).then(listed => {
    const rest = listed.jobs.filter(each => each.id !== job.id);
    others.replaceChildren(rest.length === 0 ? h('p', { class: 'facts' }, 'There is no other result of this experiment yet.')
      : h('ul', {}, rest.map(each => h('li', {}, h('a', { href: `#/compare/${job.id}/${each.id}` }, each.command.replace('./remanence ', ''), each.seed === 1 ? '' : ` (seed ${each.seed})`)))));
  });
}

/** Two results of one experiment, curves over one another. */
export async function compare(first, second) {
  const [a, b, ra, rb] = await Promise.all([ask(`v1/jobs/${first}`), ask(`v1/jobs/${second}`), ask(`v1/jobs/${first}/result`), ask(`v1/jobs/${second}/result`)]);
  const ca = curves(ra.result), cb = curves(rb.result), names = Object.keys(ca).filter(name => name in cb);
  const differs = Object.keys(a.parameters).filter(name => JSON.stringify(a.parameters[name]) !== JSON.stringify(b.parameters[name]));
  const names_ = { first: label(a, differs), second: label(b, differs) };
  const choice = h('select', { id: 'curve', style: 'width:auto' }, names.map(name => h('option', { value: name }, name)));
  const logX = h('input', { type: 'checkbox', id: 'log-x', style: 'width:auto' }), logY = h('input', { type: 'checkbox', id: 'log-y', style: 'width:auto' });
  const drawing = h('div');
  const draw = () => {
    const name = choice.value;
    if (name) drawing.replaceChildren(plot(name, ca[name].axis ?? 'x', [{ ...ca[name], name: names_.first, style: 'first' }, { ...cb[name], name: names_.second, style: 'second' }], logX.checked, logY.checked));
  };
  const element = h('div', { onchange: draw },
    h('h1', {}, `${a.experiment}: two results`),
    h('table', {}, h('tr', {}, h('th', {}, ''), h('th', { scope: 'col' }, h('a', { href: `#/job/${first}` }, 'first')), h('th', { scope: 'col' }, h('a', { href: `#/job/${second}` }, 'second'))),
      [...differs.map(name => [name, a.parameters[name], b.parameters[name]]), ['seed', a.seed, b.seed], ...numbers(ra.result, rb.result)]
        .map(([name, x, y]) => h('tr', {}, h('th', { scope: 'row' }, name), h('td', {}, shown(x)), h('td', {}, shown(y))))),
    names.length === 0 ? h('p', {}, 'These results have no curves.') : h('div', { class: 'row' }, h('label', { for: 'curve' }, 'Curve'), choice,
      h('label', { for: 'log-x' }, 'log x'), logX, h('label', { for: 'log-y' }, 'log y'), logY),
    drawing);
  draw();
  return element;
}

const shown = value => Array.isArray(value) ? value.join(', ') : value === null || value === undefined ? '–' : typeof value === 'number' ? String(Number(value.toPrecision(6))) : String(value);

function label(job, differs) {
  const parts = differs.slice(0, 2).map(name => `${name} ${shown(job.parameters[name])}`);
  const text = [...parts, ...(parts.length === 0 ? [`seed ${job.seed}`] : [])].join(', ');
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

/** Single numbers and estimates that both results have. */
function numbers(a, b) {
  return Object.keys(a).filter(name => name in b).flatMap(name => {
    const one = value => typeof value === 'number' ? shown(value) : value && typeof value === 'object' && typeof value.mean === 'number' ? `${shown(value.mean)} ± ${shown(value.stderr)}` : null;
    return one(a[name]) !== null && one(b[name]) !== null ? [[name, one(a[name]), one(b[name])]] : [];
  });
}
