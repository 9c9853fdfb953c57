import { Checkbox, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { complete } from '@/kit/condition/condition.model';
import { type Column, DataTable, FigureButton } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { Section } from '@/kit/Page';
import { usePeopleDrawer } from '@/kit/people/PeopleDrawer';
import { ErrorState } from '@/kit/states';
import { type Condition, inSegment, type Overlap, shareOf, toggled } from './overlap.model';
import { RegionTable } from './RegionTable';
import { useOverlap } from './useOverlap';

type Props = { condition: Condition; title: string; except: string | null };
type Other = Overlap['others'][number];

/** Which other segments the people of a condition are in, while it is being put together. */
export function SegmentOverlap({ condition, title, except }: Props) {
  const { t } = useTranslation();
  const [settled] = useDebouncedValue(condition, 400);
  const [chosen, setChosen] = useState<string[]>([]);
  const overlap = useOverlap(complete(settled) ? settled : null, chosen, except);
  if (overlap.isError) return <ErrorState error={overlap.error} />;
  if (overlap.data === undefined || overlap.data.others.length === 0) return null;
  const shown = overlap.data.others.filter((other) => chosen.includes(other.id));
  return (
    <Section title={t('overlap.title')} counted="overlap" flush>
      <Stack gap={12}>
        <Text size="sm" px={20}>
          {t('overlap.sentence')}
        </Text>
        <Others
          overlap={overlap.data}
          condition={settled}
          title={title}
          chosen={chosen}
          onToggle={(id) => setChosen(toggled(chosen, id))}
        />
        {shown.length > 0 && (
          <RegionTable overlap={overlap.data} group={{ name: title, condition: settled }} chosen={shown} />
        )}
      </Stack>
    </Section>
  );
}

type OthersProps = {
  overlap: Overlap;
  condition: Condition;
  title: string;
  chosen: readonly string[];
  onToggle: (id: string) => void;
};

function Others({ overlap, condition, title, chosen, onToggle }: OthersProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const openPeople = usePeopleDrawer();
  const columns: Column<Other>[] = [
    {
      key: 'name',
      header: t('overlap.segment'),
      cell: (other) => (
        <Checkbox label={other.name} checked={chosen.includes(other.id)} onChange={() => onToggle(other.id)} />
      ),
    },
    {
      key: 'both',
      header: t('overlap.both'),
      figure: true,
      cell: (other) => (
        <FigureButton
          onClick={() =>
            openPeople({
              title: `${title} + ${other.name}`,
              query: {
                kind: 'condition',
                condition: { type: 'all', conditions: [condition, inSegment(other.id)] },
              },
            })
          }
        >
          {format.number(other.both)}
        </FigureButton>
      ),
    },
    {
      key: 'ofThis',
      header: t('overlap.ofThis'),
      figure: true,
      cell: (other) => format.percent(shareOf(other.both, overlap.size)),
    },
    {
      key: 'ofOther',
      header: t('overlap.ofOther'),
      figure: true,
      cell: (other) => format.percent(shareOf(other.both, other.size)),
    },
    { key: 'size', header: t('overlap.size'), figure: true, cell: (other) => format.number(other.size) },
    { key: 'jaccard', header: t('overlap.jaccard'), figure: true, cell: (other) => format.percent(other.jaccard) },
  ];
  return (
    <DataTable
      label={t('overlap.title')}
      columns={columns}
      rows={overlap.others}
      rowKey={(other) => other.id}
      maxHeight={320}
    />
  );
}
