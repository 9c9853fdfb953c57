import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';

/** Whether the page is being printed: paper is light, whatever the screen is, and charts must fit it. */
export function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const before = () => {
      // The picture of the page is taken as soon as this returns.
      flushSync(() => setPrinting(true));
      for (const svg of document.querySelectorAll('[data-chart] svg')) {
        const [width, height] = [svg.getAttribute('width'), svg.getAttribute('height')];
        if (width && height) svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
      }
    };
    const after = () => setPrinting(false);
    window.addEventListener('beforeprint', before);
    window.addEventListener('afterprint', after);
    return () => {
      window.removeEventListener('beforeprint', before);
      window.removeEventListener('afterprint', after);
    };
  }, []);
  return printing;
}
