import { Button } from '@mantine/core';
import { IconPresentation } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MapContent } from '../model/map.model';

const Presentation = lazy(() => import('./Presentation').then((module) => ({ default: module.Presentation })));

/** Shows the map page by page, in full screen where the browser allows it. */
export function PresentButton({ map }: { map: MapContent }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const start = () => {
    setOpen(true);
    // Refused in frames and on some phones; the page then fills the window.
    document.documentElement.requestFullscreen?.().catch(() => undefined);
  };
  const end = () => {
    setOpen(false);
    if (document.fullscreenElement !== null) void document.exitFullscreen();
  };
  return (
    <>
      <Button variant="default" leftSection={<IconPresentation size={16} />} onClick={start}>
        {t('mapexchange.present.open')}
      </Button>
      {open && (
        <Suspense>
          <Presentation map={map} close={end} />
        </Suspense>
      )}
    </>
  );
}
