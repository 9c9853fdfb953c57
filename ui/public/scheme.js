// Sets colour scheme and language before the first paint; a file of its own because the page allows no inline script.
(() => {
  let scheme = 'auto';
  let language = navigator.language;
  try {
    scheme = localStorage.getItem('percorso.scheme') || 'auto';
    language = localStorage.getItem('percorso.language') || language;
  } catch {
    // Storage can be switched off; the defaults are fine.
  }
  const dark = scheme === 'dark' || (scheme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
  document.documentElement.lang = language.startsWith('it') ? 'it' : 'en';
})();
