import { bundle } from './bundle';

/** The words of all other pages. */
export default bundle(
  import.meta.glob(
    [
      './en/*.json',
      '!./en/common.json',
      '!./en/home.json',
      '!./en/condition.json',
      '!./en/where.json',
      '!./en/channel.json',
      '!./en/match.json',
      '!./en/actions.json',
    ],
    { eager: true, import: 'default' },
  ),
);
