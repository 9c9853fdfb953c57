import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';
import i18next from 'i18next';

const accent: MantineColorsTuple = [
  '#e6f4f3',
  '#cde7e5',
  '#9fd1cd',
  '#6dbab4',
  '#3f9f99',
  '#1d847e',
  '#0f6b67',
  '#0d5c58',
  '#0a4b48',
  '#073a38',
];
const warm: MantineColorsTuple = [
  '#fff6e6',
  '#fdebcc',
  '#fad79a',
  '#f6c064',
  '#f0aa38',
  '#dd9116',
  '#b97208',
  '#985c06',
  '#7b4a05',
  '#5e3804',
];
const gray: MantineColorsTuple = [
  '#faf8f6',
  '#f3f0ec',
  '#e9e4de',
  '#ddd7cf',
  '#cbc4ba',
  '#a89f94',
  '#766e64',
  '#5c554c',
  '#403a33',
  '#27231e',
];
const dark: MantineColorsTuple = [
  '#ece8e2',
  '#cfc9c0',
  '#aba397',
  '#8b8378',
  '#4e4841',
  '#37332e',
  '#2b2824',
  '#23201d',
  '#1a1816',
  '#151311',
];

const sizes = { xs: '12px', sm: '14px', md: '16px', lg: '20px', xl: '28px' };

/** Whatever closes says so, in the language of the moment. */
const closing = () => ({ closeButtonProps: { 'aria-label': i18next.t('common.close') } });

export const theme = createTheme({
  colors: { accent, warm, gray, dark },
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 5 },
  autoContrast: true,
  fontFamily: '"Inter Variable", system-ui, sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  fontSizes: sizes,
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.4', xl: '1.25' },
  spacing: { xs: '4px', sm: '8px', md: '16px', lg: '24px', xl: '32px' },
  defaultRadius: 'md',
  radius: { xs: '2px', sm: '4px', md: '8px', lg: '8px', xl: '16px' },
  headings: {
    fontWeight: '620',
    sizes: {
      h1: { fontSize: '28px', lineHeight: '1.25' },
      h2: { fontSize: '20px', lineHeight: '1.3' },
      h3: { fontSize: '16px', lineHeight: '1.4' },
      h4: { fontSize: '14px', lineHeight: '1.45' },
    },
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' }, styles: { label: { fontWeight: 550 } } },
    Badge: {
      defaultProps: { size: 'lg', variant: 'light' },
      styles: {
        root: { minWidth: 'fit-content' },
        label: { fontSize: 12, fontWeight: 500, textTransform: 'none', overflow: 'visible' },
      },
    },
    TextInput: { defaultProps: { size: 'sm' } },
    Select: { defaultProps: { size: 'sm', allowDeselect: false, checkIconPosition: 'right' } },
    Modal: { defaultProps: () => ({ transitionProps: { duration: 150 }, centered: true, ...closing() }) },
    Drawer: { defaultProps: () => ({ transitionProps: { duration: 180 }, ...closing() }) },
    Notification: { defaultProps: closing },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: true } },
    Paper: { defaultProps: { withBorder: true } },
  },
});

/** Binds Mantine's own variables to the product's tokens, so that both follow the scheme together. */
export const cssVariables: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--ink-soft)',
    '--mantine-color-default-border': 'var(--line)',
    '--mantine-color-error': 'var(--bad)',
    '--mantine-color-anchor': 'var(--accent)',
  };
  return {
    variables: {},
    light: { ...shared, '--mantine-color-placeholder': '#766e64' },
    dark: { ...shared, '--mantine-color-placeholder': '#a39b8f' },
  };
};
