import { type Recolouring, recolouring } from './light.model';

const hues = ['awareness', 'consideration', 'purchase', 'retention', 'advocacy'];
const names = [
  ...['ink', 'ink-soft', 'line', 'line-strong', 'surface', 'surface-page', 'surface-sunken', 'accent', 'accent-soft'],
  ...['highlight', 'highlight-soft', 'good', 'good-soft', 'bad', 'bad-soft'],
  ...hues.flatMap((hue) => [`stage-${hue}`, `stage-${hue}-soft`, `stage-${hue}-ink`]),
];

const scheme = 'data-mantine-color-scheme';

function tokens(): string[] {
  const style = getComputedStyle(document.documentElement);
  return names.map((name) => style.getPropertyValue(`--${name}`).trim().toLowerCase());
}

/** What the page's tokens are in the light scheme. Nothing is drawn in between. */
export function lightColours(): { colors: Recolouring; surface: string; ink: string; soft: string } {
  const root = document.documentElement;
  const shown = tokens();
  const before = root.getAttribute(scheme);
  root.setAttribute(scheme, 'light');
  const light = tokens();
  if (before === null) root.removeAttribute(scheme);
  else root.setAttribute(scheme, before);
  const of = (name: string) => light[names.indexOf(name)] ?? '';
  return { colors: recolouring(shown, light), surface: of('surface'), ink: of('ink'), soft: of('ink-soft') };
}
