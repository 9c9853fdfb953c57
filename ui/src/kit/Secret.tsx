import { Alert, Group } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { CopyText } from './CopyText';
import css from './Secret.module.css';

/** Something that is shown this once: a key, a one-time password. */
export function Secret({ label, value, warning }: { label: string; value: string; warning: string }) {
  return (
    <Alert color="warm" variant="light" icon={<IconAlertCircle size={20} />} title={label}>
      <p className={css.warning}>{warning}</p>
      <Code code={value} />
    </Alert>
  );
}

/** Text to copy into another program. */
export function Code({ code, label }: { code: string; label?: string }) {
  return (
    <div>
      <Group justify="space-between" gap={8} mb={4}>
        <span className={css.label}>{label}</span>
        <CopyText text={code} />
      </Group>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <pre className={css.code} tabIndex={0}>
        {code}
      </pre>
    </div>
  );
}
