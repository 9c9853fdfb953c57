import { Button } from '@mantine/core';
import { IconRoute } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { EditedDocument } from '@/kit/edit/document.model';
import { useMakeFlow } from '../conformance/flows';
import type { MapContent } from '../model/map.model';

type Props = { map: MapContent; document: EditedDocument<MapContent> };

/** A to-be map becomes a draft of a flow; its steps stay linked with the cards. */
export function FlowFromMap({ map, document }: Props) {
  const { t } = useTranslation();
  const make = useMakeFlow(map, async (links) => {
    document.change((content) => ({ ...content, flows: [...(content.flows ?? []), ...links] }));
    await document.flush();
  });
  return (
    <Button
      variant="default"
      leftSection={<IconRoute size={16} />}
      loading={make.isPending}
      onClick={() => make.mutate({ kind: 'map' })}
    >
      {t('conformance.flow.fromMap')}
    </Button>
  );
}
