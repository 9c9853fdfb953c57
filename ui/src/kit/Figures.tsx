import { IconArrowDownRight, IconArrowUpRight, IconMinus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import type { Delta } from './delta.model';
import css from './Figures.module.css';
import { useFormat } from './format';
import { HowCounted } from './HowCounted';

/** Figures side by side; `columns` of them on a wide page. */
export function Figures({ columns = 4, children }: { columns?: number; children: ReactNode }) {
  return (
    <div className={css.tiles} style={{ ['--columns' as string]: columns }}>
      {children}
    </div>
  );
}

type FigureProps = {
  label: string;
  value: string;
  counted?: string;
  delta?: Delta | null;
  rate?: Schemas['Rate'];
  /** The interval of a figure that is no share, in words. */
  range?: string | undefined;
  /** Opens the people behind the figure. */
  onClick?: (() => void) | undefined;
};

export function Figure({ label, value, counted, delta, rate, range, onClick }: FigureProps) {
  const { t } = useTranslation();
  return (
    <div className={css.tile}>
      <span className={css.label}>
        {label}
        {counted && <HowCounted topic={counted} />}
      </span>
      {onClick ? (
        <button
          type="button"
          className={css.button}
          onClick={onClick}
          aria-label={`${label} ${value}: ${t('common.seePeople')}`}
        >
          {value}
        </button>
      ) : (
        <span className={css.value}>{value}</span>
      )}
      {delta && <DeltaSign delta={delta} />}
      {rate && <Interval rate={rate} />}
      {range && <span className={css.interval}>{range}</span>}
    </div>
  );
}

/** An arrow, a signed figure and a colour: never the colour alone. */
export function DeltaSign({ delta }: { delta: Delta }) {
  const format = useFormat();
  const Icon = { up: IconArrowUpRight, down: IconArrowDownRight, same: IconMinus }[delta.direction];
  const tone = delta.good === null ? '' : delta.good ? css.good : css.bad;
  return (
    <span className={`${css.delta} ${tone}`}>
      <Icon size={14} stroke={2} aria-hidden />
      {format.signedPercent(delta.share)}
    </span>
  );
}

function Interval({ rate }: { rate: Schemas['Rate'] }) {
  const format = useFormat();
  return (
    <span className={css.interval}>
      {format.percent(rate.low)} – {format.percent(rate.high)}
    </span>
  );
}
