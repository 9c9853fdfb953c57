import { useSyncExternalStore } from 'react';

let printing = false;

/** A chart is as wide as the screen; with a box to scale it fits the paper. */
function scaleCharts(): void {
  for (const svg of document.querySelectorAll('[data-chart] svg')) {
    const [width, height] = [svg.getAttribute('width'), svg.getAttribute('height')];
    if (width && height) svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
  }
}

/** Whether the page is being printed, for what does not render. */
export const isPrinting = (): boolean => printing;

function subscribe(told: () => void): () => void {
  const before = () => {
    printing = true;
    // Charts read the colours as soon as they are told, before the theme has set them by itself.
    document.documentElement.setAttribute('data-mantine-color-scheme', 'light');
    scaleCharts();
    told();
  };
  const after = () => {
    printing = false;
    told();
  };
  window.addEventListener('beforeprint', before);
  window.addEventListener('afterprint', after);
  return () => {
    window.removeEventListener('beforeprint', before);
    window.removeEventListener('afterprint', after);
  };
}

/** Whether the page is being printed: paper is light, whatever the screen is. */
export function usePrinting(): boolean {
  return useSyncExternalStore(subscribe, () => printing);
}
