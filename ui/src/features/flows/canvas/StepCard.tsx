import { Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconClick, IconEye, IconHourglassLow, IconMailCheck, IconMailX } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/kit/format';
import { useMay } from '@/kit/may';
import { stepIcons } from '../builder/stepIcons';
import { useFlowActions } from '../builder/useFlowEditing';
import type { FlowCounts, StepType } from '../model/flow.model';
import css from './StepCard.module.css';
import { StepTalk } from './StepTalk';

type Counts = FlowCounts['steps'][number];
export type StepCardProps = {
  id: string;
  type: StepType | 'entry';
  title: string;
  words: string;
  selected: boolean;
  wrong: boolean;
  faded?: boolean;
  counts: Counts | undefined;
};

/** One step: what it is, what it does, how many people are there. */
export const StepCard = memo(function StepCard(props: StepCardProps) {
  const { id, type, title, words, selected, wrong, counts, faded } = props;
  const { t } = useTranslation();
  const { select, remove, copy, pasteAfter, hold } = useFlowActions();
  const may = useMay('edit');
  const movable = type !== 'entry' && type !== 'exit';
  const Icon = stepIcons[type];
  return (
    <button
      type="button"
      className={`${css.card} nopan`}
      data-type={type}
      data-step={id}
      data-selected={selected || undefined}
      data-wrong={wrong || undefined}
      data-faded={faded || undefined}
      aria-pressed={selected}
      onClick={() => select(id)}
      onKeyDown={(event) => {
        if (event.key === 'Delete' || event.key === 'Backspace') remove(id);
        if (event.key === 'Escape') select(null);
        if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'c') copy(id, event.shiftKey);
        if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'x' && may && movable) hold({ step: id });
        if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'v') pasteAfter(id);
      }}
    >
      <span className={css.icon}>
        <Icon size={18} stroke={1.7} aria-hidden />
      </span>
      <span className={css.body}>
        <span className={css.title}>{title}</span>
        <span className={css.words} data-short={hasCounts(counts) || undefined}>
          {words}
        </span>
        {counts && <CountLine counts={counts} />}
      </span>
      <StepTalk step={id} />
      {wrong && (
        <Tooltip label={t('flows.problems.title', { count: 1 })}>
          <IconAlertTriangle size={16} className={css.alert} aria-label={t('flows.problems.title', { count: 1 })} />
        </Tooltip>
      )}
    </button>
  );
});

function hasCounts(counts: Counts | undefined): boolean {
  return counts !== undefined && counts.waiting + counts.passed + (counts.sent ?? 0) + (counts.failed ?? 0) > 0;
}

function CountLine({ counts }: { counts: Counts }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { waiting, passed, sent = 0, failed = 0, shown = 0, clicked = 0 } = counts;
  if (!hasCounts(counts)) return null;
  return (
    <span className={css.counts}>
      {waiting > 0 && (
        <span
          className={css.waiting}
          title={t('flows.canvas.waiting', { count: waiting, shown: format.number(waiting) })}
        >
          <IconHourglassLow size={12} aria-hidden /> {format.compact(waiting)}
        </span>
      )}
      {passed > 0 && <span>{t('flows.canvas.passed', { count: passed, shown: format.compact(passed) })}</span>}
      {sent > 0 && (
        <span title={t('flows.canvas.sent', { shown: format.number(sent) })}>
          <IconMailCheck size={12} aria-hidden /> {format.compact(sent)}
        </span>
      )}
      {shown > 0 && (
        <span title={t('flows.canvas.shown', { shown: format.number(shown) })}>
          <IconEye size={12} aria-hidden /> {format.compact(shown)}
        </span>
      )}
      {clicked > 0 && (
        <span title={t('flows.canvas.clicked', { shown: format.number(clicked) })}>
          <IconClick size={12} aria-hidden /> {format.compact(clicked)}
        </span>
      )}
      {failed > 0 && (
        <span className={css.failed} title={t('flows.canvas.failed', { shown: format.number(failed) })}>
          <IconMailX size={12} aria-hidden /> {format.compact(failed)}
        </span>
      )}
    </span>
  );
}
