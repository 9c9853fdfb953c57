import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { usedStyles } from '../../scripts/mantineStyles.ts';

const css = usedStyles();
const rulesOf = (component: string) =>
  readFileSync(
    fileURLToPath(new URL(`../../node_modules/@mantine/core/styles/${component}.css`, import.meta.url)),
    'utf8',
  );

describe('style sheet of the components in use', () => {
  it('should hold the rules of components and of what they are built of', () => {
    for (const component of [
      'Button',
      'UnstyledButton',
      'Input',
      'Combobox',
      'Popover',
      'ModalBase',
      'Loader',
      'InlineInput',
    ]) {
      expect(css).toContain(rulesOf(component));
    }
  });

  it('should leave the others out', () => {
    for (const component of ['Stepper', 'Rating', 'Timeline']) expect(css).not.toContain(rulesOf(component));
  });

  it('should keep the order in which rules override each other', () => {
    const place = (component: string) => css.indexOf(rulesOf(component));
    expect(place('global')).toBeLessThan(place('UnstyledButton'));
    expect(place('UnstyledButton')).toBeLessThan(place('Button'));
    expect(place('Input')).toBeLessThan(place('PasswordInput'));
  });
});
