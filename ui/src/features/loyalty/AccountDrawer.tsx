import { Drawer, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DataTable } from '@/kit/DataTable';
import { Figure, Figures } from '@/kit/Figures';
import { useFormat } from '@/kit/format';
import { PathLink } from '@/kit/PathLink';
import type { Chosen } from '@/kit/people/PersonSelect';
import { QueryView } from '@/kit/QueryView';
import { flowOf } from './coupon.model';
import { useAccount } from './usePoints';

/** What somebody has, and how it came about. */
export function AccountDrawer({ person, close }: { person: Chosen; close: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Drawer opened onClose={close} position="right" size={560} title={person.label}>
      <QueryView query={useAccount(person.id)}>
        {(account) => (
          <Stack gap={16}>
            <PathLink path={`people/${person.id}`}>{t('loyalty.points.story')}</PathLink>
            <Figures columns={3}>
              <Figure label={t('loyalty.tab.pointsOnly')} value={format.number(account.points)} />
              <Figure label={t('loyalty.points.earned')} value={format.number(account.earned)} />
              <Figure label={t('loyalty.tiers.tier')} value={account.tier ?? '–'} />
            </Figures>
            {account.nextTier && (
              <Text size="sm">
                {t('loyalty.tiers.missing', {
                  count: account.missing ?? 0,
                  points: format.number(account.missing ?? 0),
                  tier: account.nextTier,
                })}
              </Text>
            )}
            <DataTable
              label={t('loyalty.points.lines')}
              rows={account.lines.map((line, place) => ({ ...line, key: `${line.at}:${place}` }))}
              rowKey={({ key }) => key}
              columns={[
                { key: 'at', header: t('loyalty.points.at'), cell: ({ at }) => format.dateTime(at) },
                {
                  key: 'reason',
                  header: t('loyalty.points.reason'),
                  text: true,
                  cell: ({ reason, source, asked }) => {
                    const flow = flowOf(source);
                    const short =
                      asked === undefined ? '' : ` ${t('loyalty.points.short', { asked: format.number(asked) })}`;
                    return (
                      <>
                        {reason}
                        {short} ·{' '}
                        {flow ? <PathLink path={`flows/${flow}`}>{t('loyalty.points.flow')}</PathLink> : source}
                      </>
                    );
                  },
                },
                {
                  key: 'points',
                  header: t('loyalty.tab.pointsOnly'),
                  figure: true,
                  cell: ({ points }) => `${points > 0 ? '+' : ''}${format.number(points)}`,
                },
              ]}
            />
          </Stack>
        )}
      </QueryView>
    </Drawer>
  );
}
