import { Button, Stack, Text } from '@mantine/core';
import { IconClipboard, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/kit/format';
import { Fields, useMay } from '@/kit/may';
import { useFlowActions } from '../builder/useFlowEditing';
import { copiedBefore } from '../model/clipboard.model';
import { personsOn } from '../model/edges.model';
import { type FlowCounts, type FlowDefinition, type Outlet, stepOf, targetOf } from '../model/flow.model';
import { slotWords } from '../model/words.model';
import { titleOf } from '../simulate/walk.model';
import { LeadSelect } from './LeadsTo';
import { PanelHead } from './PanelHead';

type Props = {
  outlet: Outlet;
  definition: FlowDefinition;
  counts: FlowCounts | undefined;
  close: () => void;
};

/** One way between two steps: who went it, where it leads, what to put on it. */
export function WayPanel({ outlet, definition, counts, close }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const may = useMay('edit');
  const { startAdding, paste } = useFlowActions();
  const step = stepOf(definition, outlet.from);
  const to = targetOf(definition, outlet) ?? '';
  const way = slotWords(t, step, outlet.slot);
  const persons = personsOn(counts, definition, outlet);
  const copied = copiedBefore();
  return (
    <Stack gap={16} data-testid="way-panel">
      <PanelHead title={t('flows.way.title')} problems={[]} close={close} />
      <Text size="sm" c="dimmed">
        {t(way === '' ? 'flows.way.between' : 'flows.way.betweenNamed', {
          from: titleOf(t, definition, outlet.from),
          to: titleOf(t, definition, to),
          way,
        })}
      </Text>
      {persons > 0 && <Text size="sm">{t('flows.canvas.way', { count: persons, shown: format.number(persons) })}</Text>}
      {step && (
        <Fields>
          <LeadSelect step={step} slot={outlet.slot} definition={definition} />
        </Fields>
      )}
      {may && (
        <>
          <Button
            variant="light"
            leftSection={<IconPlus size={16} />}
            onClick={(event) => startAdding(outlet, event.currentTarget)}
          >
            {t('flows.way.add')}
          </Button>
          {copied.length > 0 && (
            <Button variant="default" leftSection={<IconClipboard size={16} />} onClick={() => paste(outlet, copied)}>
              {t('flows.copy.paste', { count: copied.length })}
            </Button>
          )}
        </>
      )}
    </Stack>
  );
}
