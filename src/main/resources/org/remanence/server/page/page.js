import { h } from './dom.js';
import { ask } from './server.js';
import { form } from './form.js';
import { job, compare } from './job.js';

const main = document.getElementById('main'), search = document.getElementById('search');
const experimentList = document.getElementById('experiments'), jobList = document.getElementById('jobs');
let experiments = [], stop = () => {};

function list() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = each => words.every(word => `${each.experiment} ${each.question} ${each.equation} ${each.parameters.map(p => p.name).join(' ')}`.toLowerCase().includes(word));
  const found = experiments.filter(fits);
  experimentList.replaceChildren(...found.map(each => h('li', {}, h('a', { href: `#/experiment/${each.experiment}`, 'aria-current': current('experiment', each.experiment) },
    each.experiment, h('small', {}, `${each.question}?`)))));
  if (found.length === 0) experimentList.append(h('li', {}, 'none has these words'));
}

const current = (kind, name) => location.hash.split('/')[1] === kind && location.hash.split('/')[2] === name ? 'page' : null;

async function listJobs() {
  const { jobs } = await ask('v1/jobs?limit=20');
  jobList.replaceChildren(...jobs.map(each => h('li', {}, h('a', { href: `#/job/${each.id}`, 'aria-current': current('job', each.id) }, each.experiment,
    h('small', {}, h('span', { class: `state ${each.state}` }, each.state), ` ${new Date(each.created).toLocaleString()}`)))));
  if (jobs.length === 0) jobList.append(h('li', {}, h('small', {}, 'none yet')));
}

function welcome() {
  return h('div', {}, h('h1', {}, 'Ask an experiment'), h('p', {}, 'Choose one on the left, or begin with the ', h('a', { href: '#/experiment/portrait' }, 'portrait of a data set'), '.'),
    h('p', { class: 'facts' }, 'The same server answers programs: ', h('a', { href: 'openapi.json' }, 'openapi.json'), ', the Open Inference Protocol at ', h('code', {}, 'v2/models'),
      ', and arrays at ', h('code', {}, 'v1/score'), '.'));
}

async function show() {
  stop();
  stop = () => {};
  const [, kind, name, more] = location.hash.split('/').map(decodeURIComponent);
  document.title = name ? `${name} · Remanence` : 'Remanence';
  try {
    if (kind === 'experiment') {
      const given = more ? await ask(`v1/jobs/${more}`) : null;
      main.replaceChildren(await form(experiments.find(each => each.experiment === name) ?? await ask(`v1/experiments/${name}`), given ? { ...given.parameters, seed: given.seed } : {}));
    } else if (kind === 'job') {
      const page = job(name, listJobs);
      stop = page.stop;
      main.replaceChildren(page.element);
    } else if (kind === 'compare') {
      main.replaceChildren(await compare(name, more));
    } else {
      main.replaceChildren(welcome());
    }
  } catch (problem) {
    main.replaceChildren(h('p', { class: 'error', role: 'alert' }, problem.message));
  }
  list();
  listJobs();
}

function unlock() {
  const token = h('input', { id: 'token', type: 'password', autocomplete: 'off' });
  main.replaceChildren(h('form', { onsubmit: event => { event.preventDefault(); location.href = `?token=${encodeURIComponent(token.value.trim())}`; } },
    h('h1', {}, 'This server asks for its token'), h('p', {}, 'It said where the token is when it started.'),
    h('div', { class: 'field' }, h('label', { for: 'token' }, 'Token'), token), h('div', { class: 'row' }, h('button', { class: 'main' }, 'Open'))));
  token.focus();
}

search.addEventListener('input', list);
search.addEventListener('keydown', event => { if (event.key === 'Enter') experimentList.querySelector('a')?.click(); });
document.addEventListener('keydown', event => {
  if (event.key === '/' && !['INPUT', 'SELECT', 'TEXTAREA'].includes(document.activeElement.tagName)) { event.preventDefault(); search.focus(); }
});
window.addEventListener('hashchange', () => { show(); main.focus({ preventScroll: true }); });

try {
  experiments = (await ask('v1/experiments')).experiments;
  await show();
} catch (problem) {
  if (problem.status === 401) unlock();
  else main.replaceChildren(h('p', { class: 'error', role: 'alert' }, problem.message));
}
