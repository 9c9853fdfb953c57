import { ActionIcon, Tooltip } from '@mantine/core';
import { IconChartLine, IconTable } from '@tabler/icons-react';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Section } from '../Page';
import { PictureButton } from './PictureButton';
import type { Drawn } from './picture';
import { type KeyEntry, PictureContext } from './pictureContext';

type Props = {
  title: string;
  counted?: string;
  actions?: ReactNode;
  chart: ReactNode;
  table: ReactNode;
  /** Whether the chart can be taken along as a picture; a grid of buttons cannot. */
  drawable?: boolean;
};

/** A chart with the same data as a table one click away, and as a picture to take along. */
export function ChartOrTable({ title, counted, actions, chart, table, drawable = true }: Props) {
  const { t } = useTranslation();
  const [asTable, setAsTable] = useState(false);
  const drawing = useRef<(() => Drawn) | null>(null);
  const key = useRef<readonly KeyEntry[]>([]);
  const picture = useMemo(() => ({ drawing, key }), []);
  const label = t(asTable ? 'common.asChart' : 'common.asTable');
  const toggle = (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={label}
        aria-pressed={asTable}
        className="no-print"
        onClick={() => setAsTable(!asTable)}
      >
        {asTable ? <IconChartLine size={18} stroke={1.6} /> : <IconTable size={18} stroke={1.6} />}
      </ActionIcon>
    </Tooltip>
  );
  return (
    <Section
      title={title}
      {...(counted === undefined ? {} : { counted })}
      actions={
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, alignItems: 'center' }}>
          {actions}
          {!asTable && drawable && <PictureButton title={title} picture={picture} />}
          {toggle}
        </div>
      }
    >
      {asTable ? table : <PictureContext.Provider value={picture}>{chart}</PictureContext.Provider>}
    </Section>
  );
}
