import { expect, test } from 'vitest';
import { dateReadings } from '#components/imports/date-readings.ts';
import { fileColumns } from '#components/imports/file-columns.ts';
import type { MeterPictureView, PictureCellView, PictureView, ProblemGroup } from '#components/imports/import-view.ts';
import { longestSilence, pictureNews } from '#components/imports/picture-news.ts';
import { byRemedy } from '#components/imports/remedies.ts';
import { optionsQuery } from '#components/imports/staff-paths.ts';
import type { Guess } from '#core/meter-files/meter-file.ts';

const group = (kind: ProblemGroup['kind'], severity: ProblemGroup['severity'], count: number): ProblemGroup => ({
  kind,
  severity,
  count,
  steps: null,
  first: [],
});

const FULL: PictureCellView = [1, 0, 0, 1, 0];
const GONE: PictureCellView = [0, 0, 1, 0, 0];

function meter(label: string, cells: readonly PictureCellView[], counts = {}): MeterPictureView {
  return {
    label,
    dorm: label,
    isRegister: false,
    stepSeconds: 900,
    energyKwh: 1,
    counts: { new: 1, same: 0, replaced: 0, held: 0, refused: 0, ...counts },
    gapSeconds: cells.reduce((sum, [, , missing]) => sum + missing * 86_400, 0),
    isCoarse: false,
    cells,
  };
}

const picture = (meters: readonly MeterPictureView[], completeCount: number): PictureView => ({
  unit: 'day',
  keys: ['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05'],
  firstAt: '2026-03-02T00:00:00Z',
  lastAt: '2026-03-06T00:00:00Z',
  meterCount: meters.length,
  completeCount,
  meters,
});

test('problems stand by what is to be done, the grave ones first, and unknown meters count as meters', () => {
  const groups = [
    group('register-first', 'info', 3),
    group('unknown-meter', 'refused', 96),
    group('value-bad', 'refused', 10),
    group('time-bad', 'refused', 4),
    group('spike', 'held', 2),
    group('frozen', 'warning', 1),
  ];
  expect(byRemedy(groups, 2).map(({ remedy, count, severity }) => [remedy, count, severity])).toEqual([
    ['meters', 2, 'refused'],
    ['mend', 14, 'refused'],
    ['held', 2, 'held'],
    ['look', 1, 'warning'],
    ['nothing', 3, 'info'],
  ]);
});

test('what is only told needs nothing done, whatever its kind', () => {
  expect(byRemedy([group('gap', 'info', 5)], 0)).toMatchObject([{ remedy: 'nothing', count: 5 }]);
});

test('an ambiguous date is shown as the days that it may be', () => {
  const days = dateReadings('03/04/2026 00:15').map(({ order, day }) => [order, new Date(day).toISOString().slice(0, 10)]);
  expect(days.slice(0, 2)).toEqual([
    ['dmy', '2026-04-03'],
    ['mdy', '2026-03-04'],
  ]);
  expect(dateReadings('not a date')).toEqual([]);
});

test('the columns to choose from are the header’s names, or numbers where there is no header', () => {
  const header = (value: string, columns: string): Guess => ({
    about: 'header',
    value,
    evidence: '',
    params: { row: '1', columns },
    certainty: 'sure',
  });
  expect(fileColumns({ guesses: [header('line', 'Time, North, South')], questions: [] }).map(({ value }) => value)).toEqual([
    'Time',
    'North',
    'South',
  ]);
  expect(fileColumns({ guesses: [header('none', 'time|number')], questions: [] })).toEqual([
    { value: '1', name: null },
    { value: '2', name: null },
  ]);
  expect(fileColumns({ guesses: [], questions: [] })).toEqual([]);
});

test('a picture is titled with the longest silence and when it was', () => {
  const meters = [meter('Ash', [FULL, GONE, GONE, GONE]), meter('Birch', [FULL, FULL, FULL, FULL])];
  expect(longestSilence({ cells: [GONE, FULL, GONE, GONE] })).toEqual({ first: 2, length: 2 });
  expect(pictureNews(picture(meters, 1))).toMatchObject({
    key: 'silent',
    name: 'Ash',
    complete: 1,
    meters: 2,
    from: '2026-03-03',
    until: '2026-03-05',
  });
});

test('a picture without a silence is titled with what is held, else refused, else missing, else that all is there', () => {
  const partly: PictureCellView = [1, 0, 0.25, 1, 0];
  const cells = [FULL, FULL, FULL, partly];
  expect(pictureNews(picture([meter('Ash', cells, { held: 3, refused: 9 })], 0))).toMatchObject({ key: 'held', count: 3 });
  expect(pictureNews(picture([meter('Ash', cells, { refused: 9 })], 0))).toMatchObject({ key: 'refused', count: 9 });
  expect(pictureNews(picture([meter('Ash', cells)], 0))).toMatchObject({ key: 'lacks', count: 21_600 });
  expect(pictureNews(picture([meter('Ash', [FULL])], 1))).toMatchObject({ key: 'oneComplete', name: 'Ash' });
  expect(pictureNews(picture([meter('Ash', [FULL]), meter('Birch', [FULL])], 2))).toMatchObject({ key: 'allComplete' });
});

test('an answer of no is sent, one taken back is not', () => {
  expect(optionsQuery({ newestFirst: false, unit: 'kW' })).toBe('?newestFirst=false&unit=kW');
  expect(optionsQuery({})).toBe('');
});
