import { expect, test } from 'vitest';
import { createLocalClock, hourOfWeek } from '#shared/calendar/local-time.ts';

const YEAR = [Date.UTC(2027, 0, 1), Date.UTC(2028, 0, 1)] as const;
const berlin = createLocalClock('Europe/Berlin', ...YEAR);

test('the offset changes at the second the zone says', () => {
  const spring = Date.UTC(2027, 2, 28, 1);
  expect(berlin.offsetMinutes(spring - 1)).toBe(60);
  expect(berlin.offsetMinutes(spring)).toBe(120);
});

test('the hour that spring skips has no instant', () => {
  expect(berlin.fromWall(Date.UTC(2027, 2, 28, 2, 30))).toEqual([]);
});

test('the hour that autumn repeats has two instants, an hour apart', () => {
  const [first, second] = berlin.fromWall(Date.UTC(2027, 9, 31, 2, 30));
  expect(second! - first!).toBe(3_600_000);
});

test('every instant of the year is found again from its wall clock', () => {
  for (let at = YEAR[0]; at < YEAR[1]; at += 1_800_000)
    expect(berlin.fromWall(berlin.toWall(at))).toContain(at);
});

test('zones with odd offsets are exact', () => {
  const kathmandu = createLocalClock('Asia/Kathmandu', ...YEAR);
  expect(kathmandu.offsetMinutes(YEAR[0])).toBe(5 * 60 + 45);
  const lordHowe = createLocalClock('Australia/Lord_Howe', ...YEAR);
  expect(lordHowe.offsetMinutes(YEAR[0]) - lordHowe.offsetMinutes(Date.UTC(2027, 5, 1))).toBe(30);
});

test('Monday 00:00 is hour 0 of the week, before 1970 too', () => {
  expect(hourOfWeek(Date.UTC(2027, 0, 4))).toBe(0);
  expect(hourOfWeek(Date.UTC(2027, 0, 3, 23, 59))).toBe(167);
  expect(hourOfWeek(Date.UTC(1969, 11, 29))).toBe(0);
});

test('an unknown zone is a RangeError', () => {
  expect(() => createLocalClock('Mars/Olympus', ...YEAR)).toThrow(RangeError);
});
