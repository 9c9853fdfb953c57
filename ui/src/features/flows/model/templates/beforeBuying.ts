import { type Draft, email, end, ordered, until, type Words, wait } from './parts';

export function welcome(t: Words): Draft {
  return {
    entry: { type: 'event', match: { event: 'Newsletter Subscribed' }, next: 'hello' },
    reentry: 'never',
    goal: ordered,
    exits: [],
    steps: [
      email(t, 'hello', 'welcomeHello', 'look'),
      until('look', 'Product Viewed', 'P3D', 'end', 'guide'),
      email(t, 'guide', 'welcomeGuide', 'end'),
      end,
    ],
  };
}

export function cart(t: Words): Draft {
  return {
    entry: { type: 'event', match: { event: 'Product Added' }, next: 'order' },
    reentry: 'afterExit',
    exits: [],
    goal: ordered,
    steps: [
      until('order', 'Order Completed', 'PT1H', 'end', 'remind'),
      email(t, 'remind', 'cartRemind', 'day'),
      wait('day', 'P1D', 'help'),
      email(t, 'help', 'cartHelp', 'end'),
      end,
    ],
  };
}

/** For those who looked more than once and put nothing into the cart; at most every two weeks. */
export function browse(t: Words): Draft {
  return {
    entry: { type: 'event', match: { event: 'Product Viewed' }, next: 'added' },
    reentry: 'afterWait',
    reentryWait: 'P14D',
    exits: [],
    goal: ordered,
    steps: [
      until('added', 'Product Added', 'PT4H', 'end', 'often'),
      {
        id: 'often',
        type: 'condition',
        name: t('flowtemplates.browse.often'),
        condition: {
          type: 'event',
          match: { event: 'Product Viewed' },
          comparison: 'atLeast',
          count: 2,
          within: 'P7D',
        },
        next: 'still',
        otherwise: 'end',
      },
      email(t, 'still', 'browseStill', 'end'),
      end,
    ],
  };
}

/** Each who asked hears of it once per product; the second time before it may be gone again. */
export function backInStock(t: Words): Draft {
  return {
    entry: { type: 'event', match: { event: 'Back In Stock' }, key: 'product_id', next: 'back' },
    reentry: 'always',
    exits: [],
    goal: ordered,
    steps: [
      email(t, 'back', 'stockBack', 'bought'),
      until('bought', 'Product Added', 'P2D', 'end', 'last'),
      email(t, 'last', 'stockLast', 'end'),
      end,
    ],
  };
}

export function nurture(t: Words): Draft {
  return {
    entry: { type: 'event', match: { event: 'Lead Generated' }, next: 'guide' },
    reentry: 'never',
    goal: ordered,
    exits: [],
    steps: [
      email(t, 'guide', 'nurtureGuide', 'three'),
      wait('three', 'P3D', 'case'),
      email(t, 'case', 'nurtureCase', 'week'),
      wait('week', 'P7D', 'warm'),
      {
        id: 'warm',
        type: 'condition',
        name: t('flowtemplates.nurture.warm'),
        condition: { type: 'sessions', comparison: 'atLeast', count: 3 },
        next: 'talk',
        otherwise: 'compare',
      },
      email(t, 'talk', 'nurtureTalk', 'end'),
      email(t, 'compare', 'nurtureCompare', 'end'),
      end,
    ],
  };
}
