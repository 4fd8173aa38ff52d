import { describe, expect, it } from 'vitest';
import {
  moneyText,
  numberText,
  percentText,
  quantityText,
  rangeText,
  utilizationText,
} from '#shared/charts/number-text.ts';

const thin = '\u202f';
const noBreak = '\u00a0';

describe('numbers in pictures', () => {
  it('group thousands with thin spaces and keep three significant digits below', () => {
    expect(numberText(1650)).toBe(`1${thin}650`);
    expect(numberText(1234567)).toBe(`1${thin}234${thin}567`);
    expect(numberText(0.04213)).toBe('0.0421');
    expect(numberText(12.5)).toBe('12.5');
  });

  it('write zero, negative and missing numbers', () => {
    expect([numberText(0), numberText(-1500), numberText(Number.NaN)]).toEqual(['0', `−1${thin}500`, '–']);
  });

  it('keep the unit on the line of the number', () => {
    expect(quantityText(400, 'ms')).toBe(`400${noBreak}ms`);
    expect(quantityText(0.25, 'share')).toBe(`25${noBreak}%`);
  });

  it('show more digits of a share near one, and of a small one', () => {
    expect([0.5, 0.9742, 0.9995, 0.99995, 0.0004, 1, 0].map(percentText)).toEqual(
      ['50', '97.4', '99.95', '99.995', '0.04', '100', '0'].map((text) => `${text}${noBreak}%`),
    );
  });

  it('write a quantity as it is typed, with grouped thousands', () => {
    expect(rangeText({ low: 2500, high: 6000 }, 'h')).toBe(`2${thin}500 to 6${thin}000${noBreak}h`);
    expect(rangeText(0.05, '%', 100)).toBe(`5${noBreak}%`);
  });

  it('do not count out an absurd overload', () => {
    expect(utilizationText(438)).toBe(`>${noBreak}999${noBreak}%`);
    expect(utilizationText(0.785)).toBe(`79${noBreak}%`);
  });

  it('write money in whole units from a hundred on', () => {
    expect(moneyText(3420.4, 'EUR')).toBe(`€${noBreak}3${thin}420`);
    expect(moneyText(1.25, 'USD')).toBe(`$${noBreak}1.25`);
  });
});
