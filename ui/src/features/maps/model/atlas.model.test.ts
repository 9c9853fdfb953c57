import { describe, expect, it } from 'vitest';
import { atlasOf, type Branch } from './atlas.model';

const told = (branches: readonly Branch[]): unknown => branches.map(({ map, inside }) => [map.id, told(inside)]);
const map = (id: string, ...submaps: string[]) => ({ id, name: id, submaps });

describe('map of maps', () => {
  it('should put maps below those whose steps they show', () => {
    expect(told(atlasOf([map('a', 'b', 'gone'), map('b', 'c'), map('c'), map('d')]))).toEqual([
      ['a', [['b', [['c', []]]]]],
      ['d', []],
    ]);
  });

  it('should end where maps contain each other', () => {
    expect(told(atlasOf([map('a', 'b'), map('b', 'a')]))).toEqual([['a', [['b', []]]]]);
  });
});
