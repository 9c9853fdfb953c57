import { Menu } from '@mantine/core';
import { IconWorldShare } from '@tabler/icons-react';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/kit/may';
import type { AskedReport } from '@/kit/report/exportReport';
import { ShareDialog } from './ShareDialog';

/** An entry of every report's menu. */
export function ShareEntry({ report }: { report: AskedReport }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const search = useSearch({ strict: false }) as { q?: unknown; report?: string };
  // With settings of its own in the address it is not the saved report any more.
  const saved = search.q === undefined ? search.report : undefined;
  const may = useMay('edit');
  // Who may not make links sees those of the saved report.
  if (!may && saved === undefined) return null;
  return (
    <>
      <Menu.Item
        leftSection={<IconWorldShare size={18} stroke={1.6} />}
        closeMenuOnClick={false}
        onClick={() => setOpened(true)}
      >
        {t(may ? 'shares.open' : 'shares.see')}
      </Menu.Item>
      {opened && (
        <ShareDialog
          kind="report"
          target={saved ?? null}
          report={report}
          name={report.title}
          onClose={() => setOpened(false)}
        />
      )}
    </>
  );
}
