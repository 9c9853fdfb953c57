import { useReducedMotion } from '@mantine/hooks';
import type { EChartsCoreOption, EChartsType } from 'echarts/core';
import { useContext, useEffect, useMemo, useRef, useState } from 'react';
import { LoadingState } from '../states';
import { isPrinting } from '../usePrinting';
import { PictureContext } from './pictureContext';

/** Data and series name of a clicked mark. */
export type ChartClick = {
  name: string;
  seriesName?: string;
  seriesIndex?: number;
  dataIndex?: number;
  dataType?: string;
  data: unknown;
};

type Props = {
  option: EChartsCoreOption;
  height: number;
  /** Says in words what the chart shows, for those who cannot see it. */
  label: string;
  onClick?: (click: ChartClick) => void;
};

export function Chart({ option, height, label, onClick }: Props) {
  const element = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<EChartsType | null>(null);
  const still = useReducedMotion();

  useEffect(() => {
    let created: EChartsType | null = null;
    let gone = false;
    // On paper a chart shrinks as a whole.
    const observer = new ResizeObserver(() => {
      if (!isPrinting()) created?.resize();
    });
    void import('./echarts').then(({ init }) => {
      if (gone || element.current === null) return;
      created = init(element.current, null, { renderer: 'svg' });
      observer.observe(element.current);
      setChart(created);
    });
    return () => {
      gone = true;
      observer.disconnect();
      created?.dispose();
    };
  }, []);

  const whole = useMemo(
    () => ({
      textStyle: { fontFamily: 'Inter Variable, system-ui, sans-serif' },
      animation: !still,
      animationDuration: 180,
      animationDurationUpdate: 180,
      ...option,
    }),
    [option, still],
  );
  useEffect(() => {
    chart?.setOption(whole, true);
  }, [chart, whole]);

  const picture = useContext(PictureContext);
  useEffect(() => {
    if (picture === null) return;
    picture.drawing.current = () => ({ option: whole, width: element.current?.clientWidth ?? 800, height });
    return () => {
      picture.drawing.current = null;
    };
  }, [picture, whole, height]);

  useEffect(() => {
    if (chart === null || onClick === undefined) return;
    const handler = (event: unknown) => onClick(event as ChartClick);
    chart.on('click', handler);
    return () => {
      chart.off('click', handler);
    };
  }, [chart, onClick]);

  return (
    <div role="img" aria-label={label} data-chart style={{ position: 'relative', height }}>
      {chart === null && <LoadingState rows={1} height={height} />}
      <div ref={element} style={{ position: 'absolute', inset: 0 }} />
    </div>
  );
}
