import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { recoloured, recolouredText, recolouring } from './light.model';

describe('the light colours of a picture', () => {
  const colors = recolouring(['#111111', '#eeeeee', ''], ['#eeeeee', '#222222', '#333333']);

  it('should replace colours wherever they stand, each once', () => {
    const when = new Date(0);
    const option = {
      series: [{ color: '#EEEEEE', data: [1, null, { itemStyle: { color: '#11111180' } }] }],
      axis: { formatter: (value: number) => `{${value}|#111111}` },
      when,
    };
    const light = recoloured(option, colors) as typeof option;
    expect(light.series).toEqual([{ color: '#222222', data: [1, null, { itemStyle: { color: '#eeeeee80' } }] }]);
    expect(light.axis.formatter(7)).toBe('{7|#eeeeee}');
    expect(light.when).toBe(when);
    expect(option.series[0]?.color).toBe('#EEEEEE');
    expect(recolouredText('#111111, #abcdef', colors)).toBe('#eeeeee, #abcdef');
  });

  it('should find one light colour for every dark one', () => {
    const css = readFileSync(new URL('../../styles/tokens.css', import.meta.url), 'utf8');
    const tokens = (start: string) => {
      const block = css.slice(css.indexOf(start));
      return new Map(
        [...block.slice(0, block.indexOf('}')).matchAll(/(--[\w-]+): (#[0-9a-f]{6})/g)].map(([, name, color]) => [
          name ?? '',
          color ?? '',
        ]),
      );
    };
    const light = tokens(':root');
    const dark = tokens('[data-mantine-color-scheme="dark"]');
    expect([...dark.keys()]).toEqual([...light.keys()]);
    const pairs = new Map<string, string>();
    for (const [name, color] of dark) {
      expect([light.get(name), undefined]).toContain(pairs.get(color));
      pairs.set(color, light.get(name) ?? '');
    }
  });
});
