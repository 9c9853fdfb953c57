import { describe, expect, it } from 'vitest';
import { faultOf, fitted } from './picture.model';

describe('picture', () => {
  it('should become smaller in the same shape, and never larger', () => {
    expect(fitted(4000, 3000)).toEqual({ width: 1024, height: 768 });
    expect(fitted(300, 200)).toEqual({ width: 300, height: 200 });
    expect(fitted(5000, 1)).toEqual({ width: 1024, height: 1 });
  });

  it('should say why a file is not taken', () => {
    expect(faultOf({ type: 'image/png', size: 10 })).toBeNull();
    expect(faultOf({ type: 'image/svg+xml', size: 10 })).toBe('kind');
    expect(faultOf({ type: 'image/jpeg', size: 30_000_000 })).toBe('size');
  });
});
