import { Text } from '@mantine/core';
import { asProblem } from '@/api/problem';

/** What is wrong in one line, where a whole state would be too much. */
export function ProblemLine({ error }: { error: unknown }) {
  const problem = asProblem(error);
  return (
    <Text size="sm" c="var(--bad)" role="alert">
      {[problem.title, problem.detail, ...problem.fields.map((field) => field.message)].filter(Boolean).join(' ')}
    </Text>
  );
}
