import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { named } from '@/api/client';
import { newId } from '@/kit/edit/newId';
import { begin, end } from '@/kit/report/running';
import { useWorkspaceId } from '@/kit/workspace';

/**
 * A report's answer. The first change asks at once, further ones when the typing rests; meanwhile the old answer stays
 * on the page.
 */
export function useReport<Request, Result>(
  kind: string,
  request: Request,
  load: (workspace: string, request: Request, signal: AbortSignal) => Promise<Result>,
  ready: (request: Request) => boolean = () => true,
): UseQueryResult<Result> {
  const workspace = useWorkspaceId();
  const [settled] = useDebouncedValue(request, 250, { leading: true });
  return useQuery({
    queryKey: [workspace, 'report', kind, settled],
    // An answer nobody waits for any more is no longer computed.
    queryFn: ({ signal }) => {
      const request = newId();
      begin(kind, request);
      return named(request, () => load(workspace, settled, signal)).finally(() => end(kind, request));
    },
    placeholderData: keepPreviousData,
    // Judged by what would be sent: it follows the page by a moment.
    enabled: ready(settled),
  }) as UseQueryResult<Result>;
}
