import { bundle } from './bundle';

/** The words of all other pages. */
export default bundle(
  import.meta.glob(
    [
      './it/*.json',
      '!./it/common.json',
      '!./it/home.json',
      '!./it/condition.json',
      '!./it/where.json',
      '!./it/channel.json',
      '!./it/match.json',
      '!./it/actions.json',
    ],
    { eager: true, import: 'default' },
  ),
);
