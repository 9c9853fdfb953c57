// Charts as pictures; loaded when the first one is asked for.

import type { EChartsCoreOption } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { init, use } from './echarts';
import type { ChartPalette } from './palette';

use([CanvasRenderer]);

const scale = 2;
const margin = 24;
const headHeight = 64;

export type Drawn = { option: EChartsCoreOption; width: number; height: number };
export type Caption = { title: string; below: string };

/** The chart drawn anew at twice its size, with its title and what it covers above it, on the page's own colours. */
export async function pictureOf(drawn: Drawn, caption: Caption, palette: ChartPalette): Promise<Blob> {
  await document.fonts.ready;
  const canvas = document.createElement('canvas');
  canvas.width = (drawn.width + 2 * margin) * scale;
  canvas.height = (drawn.height + headHeight + 2 * margin) * scale;
  const pen = canvas.getContext('2d');
  if (pen === null) throw new Error('This browser cannot draw pictures.');
  pen.scale(scale, scale);
  pen.fillStyle = palette.surface;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  const width = drawn.width;
  pen.textBaseline = 'top';
  pen.fillStyle = palette.ink;
  pen.font = '620 18px "Inter Variable", system-ui, sans-serif';
  pen.fillText(caption.title, margin, margin, width);
  pen.fillStyle = palette.soft;
  pen.font = '13px "Inter Variable", system-ui, sans-serif';
  pen.fillText(caption.below, margin, margin + 28, width);
  pen.drawImage(chartCanvas(drawn), margin, margin + headHeight, width, drawn.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The picture is too large.'))), 'image/png'),
  );
}

function chartCanvas({ option, width, height }: Drawn): HTMLCanvasElement {
  const element = document.createElement('div');
  const chart = init(element, null, { renderer: 'canvas', width, height, devicePixelRatio: scale });
  chart.setOption({ ...option, animation: false }, true);
  const drawn = chart.renderToCanvas({ pixelRatio: scale });
  chart.dispose();
  return drawn;
}
