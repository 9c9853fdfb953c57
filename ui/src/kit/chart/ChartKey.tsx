import css from './ChartKey.module.css';

type Entry = { label: string; color: string; dashed?: boolean };

/** What the colours of a chart mean, where there is no room for labels in it. */
export function ChartKey({ entries }: { entries: readonly Entry[] }) {
  return (
    <ul className={css.key}>
      {entries.map(({ label, color, dashed }) => (
        <li key={label}>
          <span
            className={dashed ? css.dash : css.swatch}
            style={dashed ? { borderColor: color } : { background: color }}
            aria-hidden
          />
          {label}
        </li>
      ))}
    </ul>
  );
}
