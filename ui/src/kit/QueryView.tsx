import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorState, LoadingState } from './states';

type Props<T> = {
  query: UseQueryResult<T>;
  children: (data: T) => ReactNode;
  loading?: ReactNode;
  /** Shown instead of the content when `isEmpty` says so. */
  empty?: ReactNode;
  isEmpty?: (data: T) => boolean;
};

/** Loading, error, empty or content of one query. While a new answer is on its way the old one stays, dimmed. */
export function QueryView<T>({ query, children, loading, empty, isEmpty }: Props<T>) {
  if (query.isPending) return <>{loading ?? <LoadingState />}</>;
  if (query.isError && query.data === undefined)
    return <ErrorState error={query.error} retry={() => query.refetch()} />;
  const data = query.data as T;
  if (empty && isEmpty?.(data)) return <>{empty}</>;
  return (
    <div style={query.isPlaceholderData ? { opacity: 0.55, transition: 'opacity 120ms' } : undefined}>
      {children(data)}
    </div>
  );
}
