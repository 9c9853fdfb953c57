import { CloseButton, Group, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FlowProblem } from '../model/flow.model';
import css from './Panel.module.css';

type Props = { title: string; problems: readonly FlowProblem[]; close: () => void };

export function PanelHead({ title, problems, close }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <Group justify="space-between" wrap="nowrap">
        <Text fw={620}>{title}</Text>
        <CloseButton aria-label={t('common.close')} onClick={close} />
      </Group>
      {problems.length > 0 && (
        <ul className={css.problems}>
          {problems.map((problem) => (
            <li key={`${problem.code}:${problem.message}`}>
              <IconAlertTriangle size={14} aria-hidden /> {problem.message}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
