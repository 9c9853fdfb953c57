import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';

const ExportDialog = lazy(() => import('./ExportDialog').then((module) => ({ default: module.ExportDialog })));

/** Takes the open map along as a file. */
export function MapFileButton({ map, saved }: { map: { id: string; name: string }; saved: boolean }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" leftSection={<IconDownload size={16} />} onClick={() => setOpen(true)}>
        {t('mapexchange.export.open')}
      </Button>
      {open && (
        <Suspense>
          <ExportDialog map={map} saved={saved} close={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
