import { Progress, Stack, Text } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { QueryView } from '@/kit/QueryView';
import { type Finding, useChecklist } from './queries';
import css from './Review.module.css';

type Props = { map: string; revision: number; jump: (finding: Finding) => void };

/** What the map still lacks; a click goes there. */
export function Checklist({ map, revision, jump }: Props) {
  const { t } = useTranslation();
  return (
    <QueryView query={useChecklist(map, revision)}>
      {({ findings, checked }) => (
        <Stack gap={8}>
          <Text size="sm">
            {findings.length === 0
              ? t('mapreview.lint.done')
              : t('mapreview.lint.left', { count: findings.length, good: checked - findings.length, all: checked })}
          </Text>
          <Progress
            value={checked === 0 ? 0 : ((checked - findings.length) / checked) * 100}
            aria-label={t('mapreview.lint.title')}
          />
          <ul className={css.findings}>
            {findings.map((finding) => (
              <li key={`${finding.code} ${finding.stage} ${finding.card}`}>
                <button type="button" className={css.finding} onClick={() => jump(finding)}>
                  <IconArrowRight size={16} aria-hidden />
                  <span>
                    <strong>{finding.title}</strong>
                    {finding.title && ': '}
                    {t(`mapreview.lint.code.${finding.code}`)}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </Stack>
      )}
    </QueryView>
  );
}
