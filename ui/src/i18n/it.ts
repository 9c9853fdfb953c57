import { bundle } from './bundle';

/** What the shell and the start page say; they wait for nothing else. */
export default bundle(
  import.meta.glob(
    [
      './it/common.json',
      './it/home.json',
      './it/condition.json',
      './it/where.json',
      './it/channel.json',
      './it/match.json',
      './it/actions.json',
    ],
    { eager: true, import: 'default' },
  ),
);
