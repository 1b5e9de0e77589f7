(() => {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const color = name => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
  const term = /(?<![\p{L}\p{N}_])(\p{L})_([\p{L}\p{N}]+)/gu;
  const span = (text, attributes) => {
    const node = document.createElementNS('http://www.w3.org/2000/svg', 'tspan');
    node.textContent = text;
    Object.entries(attributes).forEach(([name, value]) => node.setAttribute(name, value));
    return node;
  };
  // Vega writes plain text: set t_C with an index wherever it appears.
  const typeset = node => {
    const text = node.textContent;
    const terms = node.childElementCount ? [] : [...text.matchAll(term)];
    if (!terms.length) return;
    const parts = [];
    let done = 0;
    for (const match of terms) {
      parts.push(span(text.slice(done, match.index), {}), span(match[1], {'font-style': 'italic'}),
        span(match[2], {'font-size': '75%', dy: 3}), span('\u200b', {dy: -3}));
      done = match.index + match[0].length;
    }
    node.replaceChildren(...parts, span(text.slice(done), {}));
  };
  const typesetAll = holder => holder.querySelectorAll('svg text').forEach(typeset);
  for (const holder of document.querySelectorAll('.chart')) {
    const spec = JSON.parse(document.getElementById(holder.dataset.spec).textContent);
    const names = spec.params.map(param => param.name);
    spec.params.forEach(param => { param.value = color(param.name); });
    const options = {mode: 'vega-lite', actions: false, renderer: 'svg', tooltip: {theme: dark.matches ? 'dark' : 'light'}};
    new MutationObserver(() => typesetAll(holder)).observe(holder, {childList: true, subtree: true});
    vegaEmbed(holder, spec, options).then(({view}) => {
      dark.addEventListener('change', () => {
        names.forEach(name => view.signal(name, color(name)));
        view.run();
      });
    }).catch(error => { holder.textContent = 'This figure could not be drawn: ' + error.message; });
  }
  for (const button of document.querySelectorAll('.command button')) {
    button.addEventListener('click', () => {
      const code = button.parentElement.querySelector('code');
      getSelection().selectAllChildren(code);
      const copied = navigator.clipboard
        ? navigator.clipboard.writeText(code.textContent)
        : Promise.resolve(document.execCommand('copy'));
      copied.then(() => { button.textContent = 'Copied'; }, () => { button.textContent = 'Press Ctrl+C'; });
      setTimeout(() => { button.textContent = 'Copy'; }, 2000);
    });
  }
})();
