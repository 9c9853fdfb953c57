// Charts as pictures; loaded when the first one is asked for.

import type { EChartsCoreOption } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { init, use } from './echarts';
import { lightColours } from './light';
import { recoloured, recolouredText } from './light.model';
import { keyLines, type Placed, swatch } from './picture.model';
import type { KeyEntry } from './pictureContext';

use([CanvasRenderer]);

const scale = 2;
const margin = 24;
const headHeight = 64;

export type Drawn = { option: EChartsCoreOption; width: number; height: number };
export type Caption = { title: string; below: string; key: readonly KeyEntry[] };

const footHeight = 24;
const keyLine = 22;
const small = '13px "Inter Variable", system-ui, sans-serif';

/**
 * The chart drawn anew at twice its size, with its title, what it covers and what its colours mean above it, and where it
 * comes from below. Always in the light scheme: a picture goes into documents, which are white.
 */
export async function pictureOf(drawn: Drawn, caption: Caption): Promise<Blob> {
  await document.fonts.ready;
  const { colors, ...palette } = lightColours();
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d');
  if (pen === null) throw new Error('This browser cannot draw pictures.');
  const { width } = drawn;
  pen.font = small;
  const key = caption.key.map((entry) => ({ ...entry, color: recolouredText(entry.color, colors) }));
  const lines = keyLines(key, width, (label) => pen.measureText(label).width);
  const top = margin + headHeight + lines.length * keyLine;
  const height = top + drawn.height + footHeight + margin;
  canvas.width = (width + 2 * margin) * scale;
  canvas.height = height * scale;
  pen.scale(scale, scale);
  pen.fillStyle = palette.surface;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.textBaseline = 'top';
  pen.fillStyle = palette.ink;
  pen.font = '620 18px "Inter Variable", system-ui, sans-serif';
  pen.fillText(caption.title, margin, margin, width);
  pen.font = small;
  pen.fillStyle = palette.soft;
  pen.fillText(caption.below, margin, margin + 28, width);
  for (const [line, entries] of lines.entries())
    drawKey(pen, entries, margin + headHeight - 6 + line * keyLine, palette.soft);
  const option = recoloured(drawn.option, colors) as EChartsCoreOption;
  pen.drawImage(chartCanvas({ ...drawn, option }), margin, top, width, drawn.height);
  pen.fillStyle = palette.soft;
  pen.textAlign = 'right';
  pen.fillText('Percorso', margin + width, height - margin - 8);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The picture is too large.'))), 'image/png'),
  );
}

function drawKey(pen: CanvasRenderingContext2D, entries: readonly Placed[], top: number, words: string): void {
  for (const { label, color, dashed, left } of entries) {
    pen.fillStyle = color;
    if (dashed) for (const part of [0, 5, 10]) pen.fillRect(margin + left + part, top + 6, 3, 2);
    else pen.fillRect(margin + left, top + 2, 10, 10);
    pen.fillStyle = words;
    pen.fillText(label, margin + left + swatch, top);
  }
}

function chartCanvas({ option, width, height }: Drawn): HTMLCanvasElement {
  const element = document.createElement('div');
  const chart = init(element, null, { renderer: 'canvas', width, height, devicePixelRatio: scale });
  chart.setOption({ ...option, animation: false }, true);
  const drawn = chart.renderToCanvas({ pixelRatio: scale });
  chart.dispose();
  return drawn;
}
