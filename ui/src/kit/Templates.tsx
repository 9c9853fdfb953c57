import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconPlus } from '@tabler/icons-react';
import css from './Templates.module.css';

type Props<N extends string> = {
  names: readonly N[];
  /** A template's title and what it is for. */
  words: (name: N) => { title: string; text: string };
  start: (name: N) => void;
};

/** A button that starts something new from one of several templates. */
export function TemplateMenu<N extends string>({
  label,
  busy,
  names,
  words,
  start,
}: Props<N> & { label: string; busy: boolean }) {
  return (
    <Menu position="bottom-end" width={300}>
      <Menu.Target>
        <Button leftSection={<IconPlus size={16} />} rightSection={<IconChevronDown size={16} />} loading={busy}>
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {names.map((name) => (
          <Menu.Item key={name} onClick={() => start(name)}>
            <strong>{words(name).title}</strong>
            <span className={css.hint}>{words(name).text}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** The same templates side by side, where there is nothing yet. */
export function TemplateCards<N extends string>({ names, words, start }: Props<N>) {
  return (
    <div className={css.templates}>
      {names.map((name) => (
        <button key={name} type="button" className={css.template} onClick={() => start(name)}>
          <strong>{words(name).title}</strong>
          <span className={css.hint}>{words(name).text}</span>
        </button>
      ))}
    </div>
  );
}
