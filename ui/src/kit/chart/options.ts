import type { ChartPalette } from './palette';

/** Parts of chart options that every chart shares: one look, one kind of axis, one kind of tooltip. */
export function tooltip(palette: ChartPalette, extra: object = {}): object {
  return {
    trigger: 'axis',
    confine: true,
    transitionDuration: 0,
    backgroundColor: palette.surface,
    borderColor: palette.line,
    borderRadius: 8,
    padding: [8, 12],
    textStyle: { color: palette.ink, fontSize: 12, fontFamily: 'inherit' },
    axisPointer: { type: 'line', lineStyle: { color: palette.soft, type: 'dotted' } },
    ...extra,
  };
}

export function categoryAxis(palette: ChartPalette, data: readonly string[]): object {
  return {
    type: 'category',
    data: [...data],
    boundaryGap: false,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: palette.line } },
    axisLabel: { color: palette.soft, fontSize: 12, hideOverlap: true },
  };
}

export function valueAxis(palette: ChartPalette, formatter: (value: number) => string): object {
  return {
    type: 'value',
    min: 0,
    splitNumber: 4,
    axisLabel: { color: palette.soft, fontSize: 12, formatter },
    splitLine: { lineStyle: { color: palette.line } },
  };
}

/** Text from users or events goes into tooltips as HTML; this keeps it text. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
