import { describe, expect, it } from 'vitest';
import { type Matchable, matching } from './palette.model';

const command = (id: string, label: string, group: string): Matchable => ({ id, label, group });
const all = [
  command('1', 'Home', 'Pages'),
  command('2', 'Fedeltà clienti', 'Maps'),
  command('3', 'Checkout funnel', 'Reports'),
];
const ids = (text: string, found: Matchable[] = []) =>
  matching([...all, ...found], text, found).flatMap((group) => group.commands.map((c) => c.id));

describe('palette', () => {
  it('should offer pages before anything is typed', () => {
    expect(ids('')).toEqual(['1']);
  });

  it('should find all words in any order, without accents', () => {
    expect(ids('clienti fedelta')).toEqual(['2']);
    expect(ids('funnel home')).toEqual([]);
  });

  it('should keep what the server found', () => {
    expect(ids('rossi@', [command('p', 'Maria', 'People')])).toEqual(['p']);
  });
});
