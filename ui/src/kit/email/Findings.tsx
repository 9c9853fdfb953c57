import { IconAlertTriangle, IconBulb, IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import css from './Findings.module.css';

/** What to look at before a mail is sent, in plain words; a line is a {@link FindingLine}. */
export function Findings({ none, children }: { none: boolean; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <ul className={css.list}>
      {children}
      {none && (
        <li className={css.item}>
          <IconCheck size={18} color="var(--good)" aria-hidden />
          <span>{t('templates.lint.none')}</span>
        </li>
      )}
    </ul>
  );
}

type LineProps = {
  weight: Schemas['EmailFinding']['weight'];
  code: string;
  detail?: string | undefined;
  /** Ways to mend it. */
  children?: ReactNode;
};

export function FindingLine({ weight, code, detail = '', children }: LineProps) {
  const { t } = useTranslation();
  return (
    <li className={css.item} data-testid={`finding-${code}`}>
      {weight === 'problem' ? (
        <IconAlertTriangle size={18} color="var(--bad)" aria-label={t('templates.lint.problem')} />
      ) : (
        <IconBulb size={18} color="var(--highlight)" aria-label={t('templates.lint.advice')} />
      )}
      <span className={css.words}>
        <strong>{t(`templates.lint.${code}.what`, { detail })}</strong>
        <br />
        {t(`templates.lint.${code}.todo`)} {children}
      </span>
    </li>
  );
}
