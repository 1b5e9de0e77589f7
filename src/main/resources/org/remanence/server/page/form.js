import { h, copy } from './dom.js';
import { ask, post } from './server.js';

/** The form of an experiment, made from its parameters. */
export async function form(experiment, given = {}) {
  const data = (await ask('v1/data')).data;
  const fields = experiment.parameters.map(parameter => field(parameter, given[parameter.name], data));
  const seed = h('input', { id: 'p-seed', type: 'number', value: given.seed ?? 1, step: 1 });
  const refused = h('p', { class: 'error', role: 'alert' });
  const command = h('pre', { 'aria-label': 'The same on the command line' });
  const question = () => ({
    experiment: experiment.experiment,
    parameters: Object.fromEntries(fields.filter(each => each.value() !== '').map(each => [each.name, each.value()])),
    seed: Number(seed.value || 1),
  });
  const refresh = () => { command.textContent = asCommand(experiment, question()); };
  const send = async event => {
    event.preventDefault();
    fields.forEach(each => each.good());
    refused.textContent = '';
    try {
      const job = await post('v1/jobs', question());
      location.hash = `#/job/${job.id}`;
    } catch (problem) {
      refused.textContent = problem.message;
      fields.find(each => each.name === problem.parameter)?.bad();
    }
  };
  const element = h('form', { onsubmit: send, oninput: refresh, novalidate: true },
    h('h1', {}, experiment.experiment),
    h('p', {}, `${experiment.question}?`),
    h('div', { class: 'facts' }, h('div', {}, `Measures: ${experiment.equation}`), h('div', {}, `Source: ${experiment.source}`), h('div', {}, `Cost: ${experiment.cost}`)),
    h('div', { class: 'fields' }, fields.map(each => each.element),
      h('div', { class: 'field' }, h('label', { for: 'p-seed' }, 'seed'), seed, h('small', {}, 'names every random number of the run'))),
    h('div', { class: 'row' }, h('button', { class: 'main' }, 'Run'), refused),
    h('h2', {}, 'The same elsewhere'), command,
    h('div', { class: 'row' },
      h('button', { type: 'button', onclick: () => copy(asCommand(experiment, question()), 'command') }, 'Copy command'),
      h('button', { type: 'button', onclick: () => copy(asCurl(question()), 'curl') }, 'Copy curl'),
      h('button', { type: 'button', onclick: () => copy(asPython(experiment, question()), 'Python') }, 'Copy Python')),
    h('h2', {}, 'Results'),
    h('table', {}, experiment.result.map(each => h('tr', {}, h('th', { scope: 'row' }, each.name), h('td', {}, each.unit ? `${each.meaning} [${each.unit}]` : each.meaning)))));
  refresh();
  return element;
}

function field(parameter, value, data) {
  const id = `p-${parameter.name}`;
  const hint = `${id}-hint`;
  const start = value === undefined || value === null ? '' : Array.isArray(value) ? value.join(',') : String(value);
  const common = { id, name: parameter.name, 'aria-describedby': hint, required: parameter.required };
  const number = parameter.form === 'integer' || parameter.form === 'number';
  const input = parameter.form === 'choice'
    ? h('select', common, parameter.choices.map(each => h('option', { value: each, selected: each === (start || parameter.default) }, each)))
    : h('input', { ...common, type: 'text', inputmode: number ? 'decimal' : 'text', placeholder: parameter.default, autocomplete: 'off', spellcheck: 'false',
      value: start === parameter.default ? '' : start, list: parameter.form === 'data' ? `${id}-list` : null });
  const notes = [parameter.help, parameter.bounds, parameter.form === 'points' ? parameter.syntax : '', parameter.required ? 'required' : `default ${parameter.default}`];
  const element = h('div', { class: 'field' },
    h('label', { for: id }, parameter.name, parameter.unit ? h('span', { class: 'unit' }, ` [${parameter.unit}]`) : null), input,
    parameter.form === 'data' ? h('datalist', { id: `${id}-list` }, ['digits', ...data].map(each => h('option', { value: each }))) : null,
    h('small', { id: hint }, notes.filter(Boolean).join('; ')));
  return {
    name: parameter.name,
    element,
    value: () => parameter.form === 'choice' && input.value === parameter.default ? '' : input.value.trim(),
    bad: () => { element.classList.add('bad'); input.setAttribute('aria-invalid', 'true'); input.focus(); },
    good: () => { element.classList.remove('bad'); input.removeAttribute('aria-invalid'); },
  };
}

const quoted = text => /^[\w.,:=+/-]*$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

function asCommand(experiment, question) {
  const verb = ['score', 'sample'].includes(experiment.experiment) ? experiment.experiment : `run ${experiment.experiment}`;
  const flags = experiment.parameters.filter(each => each.name in question.parameters).map(each => `${each.flag} ${quoted(question.parameters[each.name])}`);
  return ['./remanence', verb, ...flags, ...(question.seed === 1 ? [] : [`--seed ${question.seed}`])].join(' ');
}

function asCurl(question) {
  return `curl -H "Authorization: Bearer $TOKEN" ${location.origin}/v1/jobs -d ${quoted(JSON.stringify(question))}`;
}

function asPython(experiment, question) {
  const name = experiment.experiment.replaceAll('-', '_');
  const values = Object.entries(question.parameters).map(([key, value]) => `${key === 'lambda' ? 'lambda_' : key}=${/^-?\d+(\.\d+)?(e-?\d+)?$/i.test(value) ? value : JSON.stringify(value)}`);
  return `import remanence\n\nclient = remanence.connect("${location.origin}")\nresult = client.experiments.${name}(${[...values, `seed=${question.seed}`].join(', ')}).result()\n`;
}
