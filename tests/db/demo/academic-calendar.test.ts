import { expect, test } from 'vitest';
import { termMondaysBefore, termStart, termWeek } from '#db/demo/academic-calendar.ts';

test('weeks belong to terms, exams and breaks by their ISO number', () => {
  expect(termWeek('2026-11-18')).toEqual({ phase: 'teaching', term: 6080 });
  expect(termWeek('2026-12-25')).toEqual({ phase: 'break', term: 6080 });
  expect(termWeek('2027-01-13')).toEqual({ phase: 'teaching', term: 6080 });
  expect(termWeek('2027-02-15')).toEqual({ phase: 'exams', term: 6080 });
  expect(termWeek('2027-03-01')).toEqual({ phase: 'teaching', term: 6081 });
  expect(termWeek('2026-06-10')).toEqual({ phase: 'break', term: 6078 });
  expect(termWeek('2026-09-30')).toEqual({ phase: 'exams', term: 6079 });
});

test('a term begins on the Monday of its first week', () => {
  expect([6078, 6079, 6080].map(termStart)).toEqual(['2026-02-23', '2026-06-29', '2026-10-26']);
});

test('breaks are skipped when term weeks are counted back', () => {
  expect(termMondaysBefore('2026-11-04', 3)).toEqual(['2026-10-26', '2026-09-28', '2026-09-21']);
});
