import { Badge, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { DataTable } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { Section } from '@/kit/Page';
import { RemoveButton } from '@/kit/RemoveButton';
import { Code } from '@/kit/Secret';
import { useWorkspaceId } from '@/kit/workspace';

type Connector = Schemas['Connector'];
type Outcome = Connector['deliveries'][number]['outcome'];
const colours: Record<Outcome, string> = { accepted: 'accent', ignored: 'gray', refused: 'warm', unauthorised: 'red' };

export function ConnectorCard({ connector }: { connector: Connector }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Section title={connector.name} actions={<Remove connector={connector} />}>
      <Stack gap={12}>
        <Text size="sm" role="status">
          {t(`connectors.kinds.${connector.kind}`)} ·{' '}
          {t('connectors.counts', {
            accepted: format.number(connector.accepted),
            refused: format.number(connector.refused),
            duplicate: format.number(connector.duplicate),
          })}
          {connector.unauthorised > 0 &&
            `, ${t('connectors.unauthorised', { deliveries: format.number(connector.unauthorised) })}`}
        </Text>
        <Code label={t('connectors.address')} code={`${window.location.origin}${connector.path}`} />
        <Text size="xs" c="dimmed">
          {t('connectors.secretHint', { hint: connector.hint })}
        </Text>
        {connector.deliveries.length === 0 ? (
          <Text size="sm">{t('connectors.noDelivery')}</Text>
        ) : (
          <DataTable
            label={t('connectors.deliveries')}
            rows={connector.deliveries.map((delivery, place) => ({ ...delivery, place }))}
            rowKey={(delivery) => String(delivery.place)}
            maxHeight={280}
            columns={[
              { key: 'at', header: t('connectors.at'), cell: (delivery) => format.dateTime(delivery.at) },
              { key: 'topic', header: t('connectors.topic'), cell: (delivery) => <code>{delivery.topic || '–'}</code> },
              {
                key: 'outcome',
                header: t('connectors.outcome'),
                cell: (delivery) => (
                  <Badge variant="light" color={colours[delivery.outcome]} tt="none" fw={500}>
                    {t(`connectors.outcomes.${delivery.outcome}`)}
                  </Badge>
                ),
              },
              {
                key: 'events',
                header: t('connectors.events'),
                figure: true,
                cell: (delivery) => format.number(delivery.events),
              },
              { key: 'reason', header: t('connectors.reason'), text: true, cell: (delivery) => delivery.reason },
            ]}
          />
        )}
      </Stack>
    </Section>
  );
}

function Remove({ connector }: { connector: Connector }) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  return (
    <RemoveButton
      title={t('connectors.remove', { name: connector.name })}
      text={t('connectors.removeText')}
      action={t('connectors.removeAction')}
      removed={t('connectors.removed', { name: connector.name })}
      queryKey={[workspace, 'connectors']}
      remove={() =>
        answer(
          api.DELETE('/api/workspaces/{workspace}/connectors/{id}', {
            params: { path: { workspace, id: connector.id } },
          }),
        )
      }
    />
  );
}
