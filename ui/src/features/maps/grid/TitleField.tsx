import { useEffect, useRef, useState } from 'react';
import css from './Cell.module.css';

type Props = {
  start: string;
  label: string;
  /** `again` when Enter was pressed, so that the next one can be typed at once. */
  done: (title: string, again: boolean) => void;
  cancel: () => void;
};

export function TitleField({ start, label, done, cancel }: Props) {
  const [title, setTitle] = useState(start);
  const field = useRef<HTMLTextAreaElement>(null);
  const left = useRef(false);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const leave = (action: () => void) => {
    if (left.current) return;
    left.current = true;
    action();
  };
  return (
    <textarea
      ref={field}
      className={css.field}
      aria-label={label}
      rows={2}
      maxLength={200}
      value={title}
      onChange={(event) => setTitle(event.currentTarget.value)}
      onBlur={() => leave(() => done(title, false))}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape') leave(cancel);
        if (event.key !== 'Enter' || event.shiftKey) return;
        event.preventDefault();
        leave(() => done(title, true));
      }}
    />
  );
}
