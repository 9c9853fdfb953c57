/** One wrong field of a request, as the server's problem document names it. */
export type FieldProblem = { field: string; message: string; expected?: string; position?: number };

/** An RFC 9457 problem document, or what we could make of an answer that is none. */
export class Problem extends Error {
  override readonly name = 'Problem';
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string | null,
    readonly fields: readonly FieldProblem[],
    readonly kept: string | null,
    readonly code: string | null,
  ) {
    super(title);
  }

  /** Nothing was reached: offline, server stopped, or a proxy in between. */
  get unreachable(): boolean {
    return this.status === 0;
  }

  get signedOut(): boolean {
    return this.status === 401;
  }
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

function fieldProblems(value: unknown): FieldProblem[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry) => {
    if (typeof entry !== 'object' || entry === null) return [];
    const row = entry as Record<string, unknown>;
    const field = text(row.field) ?? text(row.pointer) ?? '';
    const message = text(row.message) ?? text(row.problem) ?? text(row.wrong) ?? text(row.detail);
    const expected = text(row.expected) ?? text(row.right);
    if (message === null) return [];
    const position = typeof row.position === 'number' ? { position: row.position } : {};
    return [{ field, message, ...(expected === null ? {} : { expected }), ...position }];
  });
}

/** Reads any body into a Problem; never throws, because it runs where something has already gone wrong. */
export function problemFrom(status: number, body: unknown): Problem {
  if (typeof body !== 'object' || body === null) return new Problem(status, '', text(body), [], null, null);
  const row = body as Record<string, unknown>;
  const single = text(row.field);
  const fields = fieldProblems(row.errors ?? row.fields);
  const detail = text(row.detail);
  const alone =
    single !== null && fields.length === 0 ? [{ field: single, message: detail ?? text(row.title) ?? '' }] : [];
  return new Problem(
    status,
    text(row.title) ?? '',
    detail,
    fields.length > 0 ? fields : alone,
    text(row.kept),
    text(row.code) ?? text(row.type),
  );
}

export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  // fetch() rejects with a TypeError when nothing answered.
  if (error instanceof TypeError) return new Problem(0, '', null, [], null, null);
  return new Problem(-1, '', error instanceof Error ? error.message : String(error), [], null, null);
}

/** Field messages keyed by field name, in the shape Mantine's forms take. */
export function fieldMessages(problem: Problem): Record<string, string> {
  return Object.fromEntries(
    problem.fields.map((f) => [f.field, f.expected ? `${f.message} ${f.expected}` : f.message]),
  );
}
