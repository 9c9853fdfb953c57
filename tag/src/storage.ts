/** localStorage that never throws: private windows and full disks must not break a shop. */
export interface Storage {
  read<T>(key: string): T | undefined;
  write(key: string, value: unknown): void;
  remove(key: string): void;
}

const PREFIX = 'percorso.';

export function browserStorage(): Storage {
  return {
    read<T>(key: string): T | undefined {
      try {
        const text = localStorage.getItem(PREFIX + key);
        return text === null ? undefined : (JSON.parse(text) as T);
      } catch {
        return undefined;
      }
    },
    write(key, value) {
      try {
        localStorage.setItem(PREFIX + key, JSON.stringify(value));
      } catch {
        // Full or forbidden: the tag goes on without memory.
      }
    },
    remove(key) {
      try {
        localStorage.removeItem(PREFIX + key);
      } catch {
        // Forbidden: then nothing was kept either.
      }
    },
  };
}

/** An empty value is none: a cookie that was just taken back may still be told so. */
export function readCookie(name: string): string | undefined {
  const start = `${name}=`;
  const found = document.cookie.split('; ').find((cookie) => cookie.startsWith(start));
  return found === undefined ? undefined : decodeURIComponent(found.slice(start.length)) || undefined;
}

/** Sets a first-party cookie for the widest domain the browser allows, so that subdomains share it. */
export function writeCookie(name: string, value: string, maxAgeSeconds: number): void {
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  const cookie = `${name}=${encodeURIComponent(value)}; Path=/; Max-Age=${maxAgeSeconds}; SameSite=Lax${secure}`;
  for (const domain of domains()) {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing on plain http and in Safari
    document.cookie = cookie + (domain === '' ? '' : `; Domain=${domain}`);
    if ((readCookie(name) ?? '') === (maxAgeSeconds > 0 ? value : '')) {
      return;
    }
  }
}

/** From the widest to the page's own host: example.com, shop.example.com, and the host without Domain. */
function domains(): string[] {
  const labels = location.hostname.split('.');
  const isAddress = /^[\d.]+$|:/.test(location.hostname);
  const widest = isAddress ? [] : labels.map((_, index) => labels.slice(-index - 1).join('.')).slice(1);
  return [...widest, ''];
}
