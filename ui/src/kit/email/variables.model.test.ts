import { describe, expect, it } from 'vitest';
import { inserted, variable } from './variables.model';

describe('variables', () => {
  it('should use brackets for names that are no plain words', () => {
    expect(variable('person', 'firstName')).toBe('{{ person.firstName }}');
    expect(variable('person', 'first name')).toBe('{{ person["first name"] }}');
    expect(variable('event.properties', 'order-id')).toBe('{{ event.properties["order-id"] }}');
    expect(variable('person', 'a" b')).toBe('{{ person["a b"] }}');
  });

  it('should replace what is selected', () => {
    expect(inserted('Hello you!', 6, 9, 'Anna')).toEqual({ text: 'Hello Anna!', cursor: 10 });
    expect(inserted('', 0, 0, 'x')).toEqual({ text: 'x', cursor: 1 });
  });
});
