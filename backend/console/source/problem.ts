import type { InvalidParam } from './wire';

interface ProblemBody {
  code?: string;
  title?: string;
  detail?: string;
  request_id?: string;
  invalid_params?: InvalidParam[];
}

/** What went wrong with a request: the server's problem+json, or status 0 when it could not be reached. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly requestId: string | null;
  readonly fields: InvalidParam[];

  constructor(status: number, body: ProblemBody = {}) {
    super(body.title ?? `HTTP ${status}`);
    this.status = status;
    this.code = body.code ?? '';
    this.detail = body.detail ?? body.title ?? '';
    this.requestId = body.request_id ?? null;
    this.fields = (body.invalid_params ?? []).map((field) => ({ ...field, name: dotted(field.name) }));
  }
}

/** Servers write a path as questions[0].text or questions.0.text; fields here are found by the second. */
function dotted(name: string): string {
  return name.replace(/\[(\w+)\]/g, '.$1').replace(/^\.|^\//, '').replace(/\//g, '.');
}

export async function readProblem(response: Response): Promise<Problem> {
  try {
    return new Problem(response.status, (await response.json()) as ProblemBody);
  } catch {
    return new Problem(response.status);
  }
}

export function asProblem(error: unknown): Problem {
  return error instanceof Problem ? error : new Problem(0, { detail: String(error) });
}

/** The reason to show at a field: the field's own, or that of a part of it ("name" gathers "name.sv" when asked to). */
export function reasonAt(problem: Problem | null, name: string, withParts = false): string | null {
  const fits = (path: string) => path === name || (withParts && path.startsWith(`${name}.`));
  return problem?.fields.find((field) => fits(field.name))?.reason ?? null;
}
