import type { Properties } from './event';

const MOST = 10;
const LONGEST = 200;
/** What in a message may name somebody. */
const NAMING = /[^\s@]+@[^\s@]+|\d{6,}/g;

/** Tells JavaScript errors of the page, each once, and never more than a few. */
export function watchErrors(track: (name: string, properties: Properties) => void): void {
  const told = new Set<string>();
  const tell = (kind: string, message: unknown, file = '', line = 0, column = 0) => {
    const text = String(message).replace(NAMING, '…').slice(0, LONGEST);
    const key = `${text}|${file}|${line}`;
    if (told.size < MOST && !told.has(key)) {
      told.add(key);
      track('Error Occurred', { kind, message: text, file: file.split(/[?#]/)[0], line, column });
    }
  };
  addEventListener('error', (event) => {
    if (event.message) {
      tell('error', event.message, event.filename, event.lineno, event.colno);
    }
  });
  addEventListener('unhandledrejection', (event) => {
    const reason: unknown = event.reason;
    tell('unhandledrejection', reason instanceof Error ? reason.message : reason);
  });
}
