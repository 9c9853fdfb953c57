import type { FlowStep, StepType } from './flow.model';

/** What a new step starts with. */
export function blank(type: StepType): Partial<FlowStep> {
  switch (type) {
    case 'wait':
      return { duration: 'P1D' };
    case 'waitForEvent':
      return { timeout: 'P7D', since: 'step' };
    case 'waitUntilTime':
      return { at: '09:00', days: [] };
    case 'waitUntilDate':
      return { trait: '', offsetDays: 0, at: '09:00' };
    case 'waitForCondition':
      return { timeout: 'P7D' };
    case 'throttle':
      return { most: 100, per: 'PT1H' };
    case 'switch':
      return { trait: '', ways: [{ label: '1', values: [] }] };
    case 'webhook':
      return { url: '', waitForAnswer: false };
    case 'startFlow':
    case 'stopFlow':
      return { flow: '' };
    case 'addToList':
    case 'removeFromList':
      return { list: '' };
    case 'issueCoupon':
      return { pool: '' };
    case 'addPoints':
      return { points: 100, reason: '' };
    case 'condition':
      return {};
    case 'split':
      return { percent: 50 };
    case 'experiment':
      return {
        ways: [
          { label: 'A', percent: 50 },
          { label: 'B', percent: 50 },
        ],
        within: 'P7D',
        minimum: 500,
        guards: [{ margin: 1 }],
        takeWinner: false,
      };
    case 'email':
      return { subject: '', body: '', purpose: 'marketing' };
    case 'push':
      return { title: '', purpose: 'marketing' };
    case 'sms':
      return { purpose: 'marketing' };
    case 'showMessage':
    case 'askForPush':
      return { duration: 'P30D' };
    case 'setTrait':
      return { trait: '', value: '' };
    case 'exit':
      return {};
  }
}
