import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { asProblem } from '@/api/problem';

/** A session that ended on the server ends here too; the shell then leads to the sign-in page. */
function noticeSignedOut(error: unknown): void {
  if (asProblem(error).signedOut) queryClient.setQueryData(['session'], null);
}

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeSignedOut }),
  mutationCache: new MutationCache({
    onError: (error, _variables, _context, mutation) => {
      if (mutation.meta?.signIn !== true) noticeSignedOut(error);
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // Only silence is worth another try; an answer, even a bad one, will not change in a second.
      retry: (failures, error) => asProblem(error).unreachable && failures < 2,
    },
  },
});
