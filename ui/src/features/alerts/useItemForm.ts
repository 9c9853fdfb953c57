import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { AskedReport } from './alert.model';

type Opened<T> = { id: string | null; content: T };

/** Which alert or scheduled report is being written; one that a report's menu asked for is open from the start. */
export function useItemForm<T>(fromReport: (report: AskedReport) => T) {
  const navigate = useNavigate();
  const given = (useSearch({ strict: false }) as { report?: AskedReport }).report;
  const [opened, open] = useState<Opened<T> | null>(() =>
    given?.kind ? { id: null, content: fromReport(given) } : null,
  );
  const close = () => {
    open(null);
    if (given) {
      const search = (before: Record<string, unknown>) => ({ ...before, report: undefined });
      void navigate({ to: '.', search: search as never, replace: true });
    }
  };
  return { opened, open, close };
}
