import type { Schemas } from '@/api/client';

export type SqlAnswer = Schemas['SqlAnswer'];
export type SqlColumn = Schemas['SqlColumn'];
export type SqlValue = unknown;

const whole = /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER)$/;
const broken = /^(DOUBLE|FLOAT|DECIMAL)/;

/** Whether a column holds figures, which stand at the end of their cell. */
export const isFigure = (type: string): boolean => whole.test(type) || broken.test(type);

/** A value as one line of text; lists and objects as JSON. */
export function textOf(value: SqlValue): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Short names of types for people. */
export function typeName(type: string): string {
  if (type === 'TIMESTAMP WITH TIME ZONE') return 'TIMESTAMP';
  return type.length > 24 ? `${type.slice(0, 22)}…` : type;
}

/** Line and column, from 1, of a place in a text. */
export function placeOf(text: string, position: number): { line: number; column: number } {
  const before = text.slice(0, position).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

export type Example = { key: string; sql: string };

/** Questions that teach one thing each. */
export const examples: readonly Example[] = [
  {
    key: 'recent',
    sql: `-- The newest events, whatever they are
SELECT time, name, person, path, channel, value
FROM events
ORDER BY time DESC
LIMIT 100`,
  },
  {
    key: 'days',
    sql: `-- Visitors and orders by day, in the time zone of the workspace
SELECT
  date_trunc('day', time)::DATE AS day,
  count(DISTINCT person) AS visitors,
  count(*) FILTER (name = 'Order Completed') AS orders,
  round(sum(value) FILTER (name = 'Order Completed'), 2) AS revenue
FROM events
WHERE time >= now() - INTERVAL 30 DAY
GROUP BY day
ORDER BY day`,
  },
  {
    key: 'properties',
    sql: `-- Every property by its name: text with ->>, numbers with a cast
SELECT
  properties->>'name' AS product,
  count(*) AS views,
  round(avg(try_cast(properties->>'price' AS DOUBLE)), 2) AS price
FROM events
WHERE name = 'Product Viewed'
GROUP BY product
ORDER BY views DESC
LIMIT 20`,
  },
  {
    key: 'people',
    sql: `-- Who spent most, with what is known about them
SELECT p.id, p.name, p.traits->>'city' AS city, count(*) AS orders, round(sum(e.value), 2) AS revenue
FROM events e
JOIN people p ON p.id = e.person
WHERE e.name = 'Order Completed'
GROUP BY p.id, p.name, city
ORDER BY revenue DESC
LIMIT 50`,
  },
  {
    key: 'sequence',
    sql: `-- What people do right before an order
WITH steps AS (
  SELECT name, lag(name) OVER (PARTITION BY person ORDER BY time, sequence) AS before
  FROM events
  WHERE kind IN ('track', 'page', 'screen')
)
SELECT before, count(*) AS times
FROM steps
WHERE name = 'Order Completed'
GROUP BY before
ORDER BY times DESC`,
  },
  {
    key: 'traits',
    sql: `-- Which traits are filled in, and for how many
SELECT name, count(*) AS people, count(DISTINCT value) AS different_values, min(value) AS example
FROM traits
GROUP BY name
ORDER BY people DESC`,
  },
];
