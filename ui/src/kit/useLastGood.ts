import { useState } from 'react';

/** The value, or the last one that there was: of a preview, what it showed before somebody had half typed something. */
export function useLastGood<Value>(value: Value | undefined): Value | undefined {
  const [last, setLast] = useState(value);
  if (value !== undefined && value !== last) setLast(value);
  return value ?? last;
}
