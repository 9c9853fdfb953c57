import { bundle } from './bundle';

/** What the shell and the start page say; they wait for nothing else. */
export default bundle(
  import.meta.glob(
    [
      './en/common.json',
      './en/home.json',
      './en/condition.json',
      './en/where.json',
      './en/channel.json',
      './en/match.json',
      './en/actions.json',
    ],
    { eager: true, import: 'default' },
  ),
);
