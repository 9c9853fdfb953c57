import { type Draft, email, end, ordered, until, type Words, wait } from './parts';

const reviewed = { event: 'Review Written' } as const;

export function tips(t: Words): Draft {
  return {
    entry: { type: 'event', match: ordered, next: 'weeks' },
    reentry: 'afterExit',
    exits: [],
    goal: reviewed,
    steps: [
      wait('weeks', 'P21D', 'tips'),
      email(t, 'tips', 'tipsUse', 'later'),
      wait('later', 'P21D', 'more'),
      email(t, 'more', 'tipsMore', 'end'),
      end,
    ],
  };
}

/** Once per order, when it has been used for a while. */
export function review(t: Words): Draft {
  return {
    entry: { type: 'event', match: ordered, key: 'order_id', next: 'used' },
    reentry: 'never',
    exits: [{ event: 'Order Refunded' }, { event: 'Order Cancelled' }],
    goal: reviewed,
    steps: [
      wait('used', 'P14D', 'ask'),
      email(t, 'ask', 'reviewAsk', 'written'),
      until('written', 'Review Written', 'P7D', 'end', 'again'),
      email(t, 'again', 'reviewAgain', 'end'),
      end,
    ],
  };
}

/** Each order begins the wait anew, so it ends only for those who have not come back. */
export function winback(t: Words): Draft {
  return {
    entry: { type: 'event', match: ordered, next: 'silent' },
    reentry: 'always',
    goal: ordered,
    exits: [],
    steps: [
      wait('silent', 'P60D', 'miss'),
      email(t, 'miss', 'winbackMiss', 'came'),
      until('came', 'Product Viewed', 'P14D', 'end', 'offer', 'step'),
      email(t, 'offer', 'winbackOffer', 'end'),
      end,
    ],
  };
}

export function birthday(t: Words): Draft {
  return {
    entry: { type: 'date', trait: 'birthday', yearly: true, offsetDays: 0, at: '09:00', next: 'wish' },
    reentry: 'always',
    goal: ordered,
    exits: [],
    steps: [
      email(t, 'wish', 'birthdayWish', 'used'),
      until('used', 'Order Completed', 'P7D', 'end', 'remind', 'step'),
      email(t, 'remind', 'birthdayRemind', 'end'),
      end,
    ],
  };
}

/** Answers of 0 to 6 get care, of 9 and 10 are asked to tell others, those between are let go with thanks. */
export function nps(t: Words): Draft {
  return {
    entry: {
      type: 'event',
      match: { event: 'Survey Answered', where: [{ property: 'kind', operator: 'equals', value: 'nps' }] },
      next: 'unhappy',
    },
    reentry: 'afterExit',
    exits: [],
    steps: [
      {
        id: 'unhappy',
        type: 'condition',
        name: t('flowtemplates.nps.unhappy'),
        about: 'entry',
        where: [{ property: 'score', operator: 'atMost', value: 6 }],
        next: 'sorry',
        otherwise: 'happy',
      },
      email(t, 'sorry', 'npsSorry', 'mark'),
      { id: 'mark', type: 'setTrait', trait: 'needs_care', value: true, next: 'end' },
      {
        id: 'happy',
        type: 'condition',
        name: t('flowtemplates.nps.happy'),
        about: 'entry',
        where: [{ property: 'score', operator: 'atLeast', value: 9 }],
        next: 'tell',
        otherwise: 'thanks',
      },
      email(t, 'tell', 'npsTell', 'end'),
      email(t, 'thanks', 'npsThanks', 'end'),
      end,
    ],
  };
}

/** The number of orders of a year makes the tier; a message goes out with each step up. */
export function loyalty(t: Words): Draft {
  const orders = (count: number) =>
    ({ type: 'event', match: ordered, comparison: 'atLeast', count, within: 'P365D' }) as const;
  const not = (tier: string) =>
    ({ type: 'not', condition: { type: 'trait', trait: 'loyalty_tier', operator: 'equals', value: tier } }) as const;
  return {
    entry: { type: 'event', match: ordered, next: 'five' },
    reentry: 'always',
    exits: [],
    steps: [
      {
        id: 'five',
        type: 'condition',
        name: t('flowtemplates.loyalty.five'),
        condition: { type: 'all', conditions: [orders(5), not('gold')] },
        next: 'gold',
        otherwise: 'two',
      },
      { id: 'gold', type: 'setTrait', trait: 'loyalty_tier', value: 'gold', next: 'tellGold' },
      email(t, 'tellGold', 'loyaltyGold', 'end'),
      {
        id: 'two',
        type: 'condition',
        name: t('flowtemplates.loyalty.two'),
        condition: { type: 'all', conditions: [orders(2), not('silver'), not('gold')] },
        next: 'silver',
        otherwise: 'end',
      },
      { id: 'silver', type: 'setTrait', trait: 'loyalty_tier', value: 'silver', next: 'tellSilver' },
      email(t, 'tellSilver', 'loyaltySilver', 'end'),
      end,
    ],
  };
}

/** Asks those who bought twice, ten days after the order that made it so; once in half a year. */
export function referral(t: Words): Draft {
  return {
    entry: { type: 'event', match: ordered, next: 'ten' },
    reentry: 'afterWait',
    reentryWait: 'P180D',
    goal: { event: 'Referral Shared' },
    exits: [{ event: 'Order Refunded' }],
    steps: [
      wait('ten', 'P10D', 'twice'),
      {
        id: 'twice',
        type: 'condition',
        name: t('flowtemplates.referral.twice'),
        condition: { type: 'event', match: ordered, comparison: 'atLeast', count: 2 },
        next: 'ask',
        otherwise: 'end',
      },
      email(t, 'ask', 'referralAsk', 'shared'),
      until('shared', 'Referral Shared', 'P10D', 'end', 'remind', 'step'),
      email(t, 'remind', 'referralRemind', 'end'),
      end,
    ],
  };
}
