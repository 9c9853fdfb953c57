import { useEffect, useState } from 'react';
import { pageWords } from '@/i18n';

/** Whether the words of all pages are there: for what opens on the start page too, which does not wait for them. */
export function usePageWords(wanted: boolean): boolean {
  const [ready, setReady] = useState(false);
  useEffect(() => {
    if (!wanted) return;
    pageWords()
      .then(() => setReady(true))
      // Opened again, it is tried again.
      .catch(() => setReady(false));
  }, [wanted]);
  return ready;
}
