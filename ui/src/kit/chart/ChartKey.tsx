import { useContext, useEffect } from 'react';
import css from './ChartKey.module.css';
import { type KeyEntry, PictureContext } from './pictureContext';

/** What the colours of a chart mean, where there is no room for labels in it. */
export function ChartKey({ entries }: { entries: readonly KeyEntry[] }) {
  const picture = useContext(PictureContext);
  useEffect(() => {
    if (picture === null) return;
    picture.key.current = entries;
    return () => {
      picture.key.current = [];
    };
  }, [picture, entries]);
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
