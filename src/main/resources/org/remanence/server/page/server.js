/** What the server refused: one sentence, and perhaps the parameter it is about. */
export class Refused extends Error {
  constructor(status, problem) {
    super(problem.detail ?? problem.error ?? `the server answers with ${status}`);
    this.status = status;
    this.parameter = problem.parameter;
  }
}

export async function ask(path, options = {}) {
  const response = await fetch(path, options);
  if (!response.ok) throw new Refused(response.status, await response.json().catch(() => ({})));
  return response.status === 204 ? null : response.json();
}

export const post = (path, document) => ask(path, { method: 'POST', body: JSON.stringify(document ?? {}) });
