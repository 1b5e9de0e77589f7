(() => {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const color = name => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
  for (const holder of document.querySelectorAll('.chart')) {
    const spec = JSON.parse(document.getElementById(holder.dataset.spec).textContent);
    const names = spec.params.map(param => param.name);
    spec.params.forEach(param => { param.value = color(param.name); });
    const options = {mode: 'vega-lite', actions: false, renderer: 'svg', tooltip: {theme: dark.matches ? 'dark' : 'light'}};
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
