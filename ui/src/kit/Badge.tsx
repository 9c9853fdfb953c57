import type { Icon } from '@tabler/icons-react';
import css from './Badge.module.css';

export type Tone = 'plain' | 'good' | 'bad' | 'noted';

/** A state in a few words: a sign and a word, with a colour beside them. */
export function Badge({ icon: Sign, tone, children }: { icon: Icon; tone: Tone; children: string }) {
  return (
    <span className={css.badge} data-tone={tone}>
      <Sign size={14} aria-hidden />
      {children}
    </span>
  );
}
